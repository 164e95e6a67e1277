/** How servers read a `Range` header. None of them reads it as another does, and archives lie behind all three. */

/** Bytes that are sent, which may be fewer than the answer announces. */
export interface Piece {
	start: number;
	/** Exclusive. Beyond the end of the file where the server believes what it was asked for. */
	end: number;
}

/** A piece; `whole` where the header is passed over; `none` where it is refused with 416. */
export type RangeAnswer = Piece | 'whole' | 'none';

export interface RangeProfile {
	read(header: string, size: number): RangeAnswer;
	/** The Content-Range of a 416. */
	refused(size: number): string;
	/** Whether `If-Range` is looked at. */
	conditions: boolean;
	/** Whether pieces carry the ETag of the file. */
	tagsPieces: boolean;
	/** Whether a full 200 carries a Content-Range too. */
	placeOfWhole: boolean;
}

const SINGLE = /^bytes=(\d*)-(\d*)$/;

/** Amazon S3, and what RFC 9110 (14.1.2) asks for. */
const s3: RangeProfile = {
	read(header, size) {
		const match = SINGLE.exec(header.trim());
		if (match === null || (match[1] === '' && match[2] === '')) return 'whole';
		if (match[1] === '') {
			const length = Math.min(Number(match[2]), size);
			return length === 0 ? 'none' : { start: size - length, end: size };
		}
		const start = Number(match[1]);
		if (match[2] !== '' && Number(match[2]) < start) return 'whole';
		if (start >= size) return 'none';
		return { start, end: match[2] === '' ? size : Math.min(Number(match[2]) + 1, size) };
	},
	refused: (size) => `bytes */${size}`,
	conditions: true,
	tagsPieces: true,
	placeOfWhole: false,
};

/**
 * Alfresco's HttpRangeProcessor, as its source has it: nothing in front of the dash means 0, so that the last N bytes are the
 * first N + 1; an end beyond the file is believed and announced; 416 says `"*"`; and If-Range is not looked at.
 */
const alfresco: RangeProfile = {
	read(header, size) {
		const match = SINGLE.exec(header.trim());
		if (match === null) return 'none';
		const start = match[1] === '' ? 0 : Number(match[1]);
		const end = match[2] === '' ? size : Number(match[2]) + 1;
		return start >= end ? 'none' : { start, end };
	},
	refused: () => '"*"',
	conditions: false,
	tagsPieces: false,
	placeOfWhole: true,
};

/** dufs, which Hoody's file service resembles: whatever reaches beyond the file is refused, a long suffix as well. */
const dufs: RangeProfile = {
	...s3,
	read(header, size) {
		const match = SINGLE.exec(header.trim());
		if (match === null || (match[1] === '' && match[2] === '')) return 'none';
		if (match[1] === '') {
			return Number(match[2]) > size ? 'none' : { start: size - Number(match[2]), end: size };
		}
		const start = Number(match[1]);
		const end = match[2] === '' ? size : Number(match[2]) + 1;
		return start >= size || end > size || end <= start ? 'none' : { start, end };
	},
};

export const RANGE_PROFILES = { s3, alfresco, dufs };
export type RangeProfileName = keyof typeof RANGE_PROFILES;
