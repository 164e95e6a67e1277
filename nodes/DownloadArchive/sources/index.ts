export { fromBinary } from './fromBinary';
export { fromHandle } from './fromHandle';
export { fromNewForAll, fromNewOne } from './fromNew';
export { failed, type Result, type Run } from './source';
