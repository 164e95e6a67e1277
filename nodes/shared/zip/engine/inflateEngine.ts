/**
 * The module that inflates, in WebAssembly: 704 KiB of memory that are made once and never grows, whatever is unpacked
 * and however much of it at once. scripts/inflate/inflate.c is its source, and tells what each export does.
 */
import { inflateModuleBytes } from '../../bundled/inflateModuleBytes';

/** As much of it as is used here. It is not everywhere: see `inflateEngine`. */
declare const WebAssembly:
	| {
			Module: new (bytes: Uint8Array) => object;
			Instance: new (module: object) => { exports: object };
	  }
	| undefined;

interface Exports {
	memory: { buffer: ArrayBuffer };
	stateAt(): number;
	stateLength(): number;
	resultAt(): number;
	inputAt(): number;
	inputLength(): number;
	start(wide: number): void;
	run(length: number, room: number): number;
	history(): void;
	resume(length: number): void;
	crc(before: number, length: number): number;
	crcSoFar(): number;
}

/** The exports, and views of the memory, which stay good since it never grows. */
export class InflateEngine {
	readonly memory: Uint8Array;
	/** The state of the inflation that is at work. */
	readonly state: Uint8Array;
	/** Compressed bytes go in here. */
	readonly input: Uint8Array;
	readonly #result: Int32Array;

	constructor(readonly calls: Exports) {
		const { buffer } = calls.memory;
		this.memory = new Uint8Array(buffer);
		this.state = new Uint8Array(buffer, calls.stateAt(), calls.stateLength());
		this.input = new Uint8Array(buffer, calls.inputAt(), calls.inputLength());
		this.#result = new Int32Array(buffer, calls.resultAt(), 4);
	}

	/** Bytes of input that the last run used: fewer than none when it had read ahead before. */
	get used(): number {
		return this.#result[0];
	}

	/** The bytes that the last call was about; good until the next one. */
	get output(): Uint8Array {
		return this.memory.subarray(this.#result[1], this.#result[1] + this.#result[2]);
	}

	/** What is wrong with the data, as a number of the module's own. */
	get reason(): number {
		return this.#result[3];
	}
}

let engine: InflateEngine | null | undefined;

/** The engine of this process; null where there is no WebAssembly (`node --jitless`). */
export function inflateEngine(): InflateEngine | null {
	if (engine === undefined) engine = start();
	return engine;
}

function start(): InflateEngine | null {
	if (typeof WebAssembly === 'undefined') return null;
	try {
		const { exports } = new WebAssembly.Instance(new WebAssembly.Module(inflateModuleBytes()));
		return new InflateEngine(exports as Exports);
	} catch {
		return null; // an engine without SIMD: what does without WebAssembly does it then
	}
}
