import { INFLATE_MODULE } from './inflateModule';

/** The module that inflates, as WebAssembly takes it. The build keeps it deflated, and puts that in the place of this file. */
export function inflateModuleBytes(): Uint8Array {
	return Buffer.from(INFLATE_MODULE, 'base64');
}
