/** The only place that imports csv-parse: the build replaces this file with a bundle of it. */
export { parse } from 'csv-parse/stream';
