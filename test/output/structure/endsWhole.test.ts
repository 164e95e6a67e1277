/** Whether an archive ends with its own end record, by its last bytes alone. */
import { endsWhole, LONGEST_END } from '../../../nodes/shared/output/structure/endsWhole';
import { buildZip, type ArchiveSpec, type EntrySpec } from '../../zip/support/buildZip';

const a: EntrySpec = { name: 'a.txt', data: 'hello' };
const judged = (bytes: Buffer, { last = bytes, size = bytes.length } = {}): boolean =>
	endsWhole(bytes.subarray(0, 512), last, size);
const zip = (archive: ArchiveSpec = {}, entries = [a]): Buffer => buildZip(entries, archive);
const PREFIX = Buffer.from('#!/bin/sh\n');
const END = Buffer.from('PK\x05\x06', 'latin1');
/** A shifted archive whose first bytes are those of an entry. */
const behindAnEntry = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.alloc(6), zip()]);
const changed = (bytes: Buffer, at: number, value: number): Buffer => {
	const copy = Buffer.from(bytes);
	copy[at < 0 ? copy.length + at : at] = value;
	return copy;
};

test('as long as an end may be', () => {
	expect(LONGEST_END).toBe(22 + 65_535 + 20 + 56);
});

test.each<[string, Buffer, boolean]>([
	['an archive', zip(), true],
	['one of nothing', zip({}, []), true],
	['with a comment', zip({ comment: 'the end' }), true],
	['with the longest comment', zip({ comment: Buffer.alloc(65_535, 'x') }), true],
	['ZIP64', zip({ zip64End: true }), true],
	['ZIP64 of nothing', zip({ zip64End: true }, []), true],
	['ZIP64 with a comment', zip({ zip64End: true, comment: 'the end' }), true],
	['other bytes in front, counted', zip({ prefix: PREFIX }), true],
	['other bytes in front, not counted', zip({ prefix: PREFIX, offsetsCountPrefix: false }), true],
	['one byte in front', zip({ prefix: Buffer.from('x'), offsetsCountPrefix: false }), true],
	['an entry in front that is not counted', behindAnEntry, false],
	['an end mark in its comment', zip({ comment: Buffer.concat([END, Buffer.from('x')]) }), true],
	['an end record of its own in its comment', zip({ comment: zip() }), true],
	['nothing', Buffer.alloc(0), false],
	['an end mark alone', END, false],
	['an end record alone that counts nothing', zip({}, []), true],
	['an end record that is cut', zip().subarray(0, -1), false],
	['a comment that is cut', zip({ comment: 'the end' }).subarray(0, -1), false],
	['bytes behind it', Buffer.concat([zip(), Buffer.from('x')]), false],
	['a directory that begins elsewhere', changed(zip(), zip().length - 22 - 51, 0), false],
	['a directory that is longer than all of it', zip({ lie: { size: 2000 } }), false],
	['a directory that lies behind itself', zip({ lie: { offset: 1000 } }), false],
	['a directory that is one byte off', zip({ lie: { offset: 39 } }), false],
	['a length that is one byte off', zip({ lie: { size: 50 } }), false],
])('%s: %#', (_, bytes, whole) => {
	expect(judged(bytes)).toBe(whole);
});

describe('of which only the last bytes are there', () => {
	const bytes = zip({ comment: 'the end' });
	const directory = bytes.indexOf('PK\x01\x02', 0, 'latin1');
	test.each([
		['all of its directory', directory],
		['a part of it', directory + 4],
		['the end record', bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1')],
	])('%s', (_, from) => {
		const last = bytes.subarray(from);
		expect(judged(bytes, { last })).toBe(true);
		// The same bytes at another place are the end of another archive.
		expect(judged(bytes, { last, size: bytes.length - 1 })).toBe(false);
		expect(judged(bytes, { last, size: bytes.length + 1 })).toBe(false);
	});

	test('places that have run over at 4 GiB', () => {
		const last = bytes.subarray(directory);
		expect(judged(bytes, { last, size: bytes.length + 2 ** 32 })).toBe(true);
		expect(judged(bytes, { last, size: bytes.length + 2 * 2 ** 32 })).toBe(true);
		expect(judged(bytes, { last, size: bytes.length + 2 ** 31 })).toBe(false);
	});
});

test.each([
	['nothing', '', true],
	['three bytes', 'PK\x03', true],
	['four', 'PK\x03\x04', false],
])('where places are shifted, it may not begin as an archive: %s', (_, first, whole) => {
	const bytes = zip({ prefix: PREFIX, offsetsCountPrefix: false });
	expect(endsWhole(Buffer.from(first, 'latin1'), bytes, bytes.length)).toBe(whole);
});
