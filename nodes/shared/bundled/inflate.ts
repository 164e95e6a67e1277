/** The only place that imports fflate, which goes into the bundle. */
export { inflateSync } from 'fflate';
