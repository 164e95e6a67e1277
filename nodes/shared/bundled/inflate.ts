/** The only place that imports fflate: the build replaces this file with a bundle of it. */
export { inflateSync } from 'fflate';
