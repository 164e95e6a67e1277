import { FIRST_LOOK } from '../zip/format/firstBytes';
import type { Arrived } from '../contract';
import { ArchiveRefused } from '../zip/format/refused';
import { refuseText, refuseWhatIsNoZip } from '../zip/walk/unknownBytes';
import { endsWhole, LONGEST_END } from './structure/endsWhole';
import { Structure } from './structure/follow';
import { LastBytes } from './structure/lastBytes';

/** The bytes of a ZIP on their way into storage. */
export interface WholeZip extends AsyncIterable<Uint8Array> {
	/** Bytes so far. */
	readonly size: number;
	/** What of it has arrived. Files are counted where the structure of the archive could be followed to its end. */
	readonly arrived: Arrived;
}

/**
 * Passes a ZIP on, and refuses what is none, by its first bytes, and an archive that is not whole: its structure is
 * followed as it streams by, and its own end record has to stand at the very end.
 *
 * @throws ArchiveRefused in between, or after the last byte
 */
export function wholeZip(stream: AsyncIterable<Uint8Array>, service: string): WholeZip {
	let size = 0;
	const structure = new Structure();
	async function* pass(): AsyncGenerator<Uint8Array> {
		let first: Buffer = Buffer.alloc(0);
		const last = new LastBytes(LONGEST_END);
		for await (const chunk of stream) {
			size += chunk.length;
			if (first.length < FIRST_LOOK) {
				first = Buffer.concat([first, chunk.subarray(0, FIRST_LOOK)]);
				if (first.length >= FIRST_LOOK) refuseText(first);
			}
			structure.push(chunk);
			last.add(chunk);
			yield chunk;
		}
		refuseText(first);
		const { end } = structure;
		if (end === size) return;
		// Lost, or still inside what claims to be longer than all that came.
		if (end === null && endsWhole(first, last.bytes, size)) return;
		throw notWhole(first, end === null ? endsWhole(first, last.bytes, size, true) : end < size, service);
	}
	return {
		get size() {
			return size;
		},
		get arrived() {
			const { count, paths } = structure.files;
			const isKnown = structure.end !== null && structure.end === size;
			return { bytes: size, files: isKnown ? count : null, paths: isKnown ? paths : null };
		},
		[Symbol.asyncIterator]: pass,
	};
}

function notWhole(first: Buffer, goesOn: boolean, service: string): ArchiveRefused {
	if (goesOn) {
		return new ArchiveRefused(
			`${service} sent an archive that goes on behind its end`,
			'Use Unpack, which passes over a little of other data, or have the service send the archive alone.',
			'ARCHIVE_DAMAGED',
		);
	}
	refuseWhatIsNoZip(first);
	return new ArchiveRefused(
		`${service} sent an archive without its end`,
		'It was cut off. Run the node again, or ask for the archive anew.',
		'ARCHIVE_CUT_SHORT',
	);
}
