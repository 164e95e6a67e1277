/** The only place that imports csv-parse, which goes into the bundle. */
export { parse } from 'csv-parse/stream';
