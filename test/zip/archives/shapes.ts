/**
 * Archives in shapes that no writer makes, each field set on purpose, and what a reader must make of them. Nothing in them is
 * deflated, so that they come out the same on every version of zlib.
 */
import type { RefusalCode } from '../../../nodes/shared/base/refusal';
import { buildZip, extraField, type ArchiveSpec, type EntrySpec } from '../support/buildZip';

/** The files that come out, by path; or the code of the refusal. */
export type Expected = Record<string, string> | RefusalCode;

export interface Shape {
	/** Name of the file in `made/`, without its extension. */
	name: string;
	bytes(): Buffer;
	expected: Expected;
}

const a: EntrySpec = { name: 'a.txt', data: 'hello' };
const b: EntrySpec = { name: 'b/c.csv', data: 'id;name\n1;Ann\n' };
const both = { 'a.txt': 'hello', 'b/c.csv': 'id;name\n1;Ann\n' };
const zeroed = { localCrc: 0, localSize: 0, localCompressed: 0 };

const shape = (
	name: string,
	expected: Expected,
	entries: EntrySpec[],
	archive: ArchiveSpec = {},
	change: (bytes: Buffer) => Buffer = (bytes) => bytes,
): Shape => ({ name, expected, bytes: () => change(buildZip(entries, archive)) });

/** The `at`th byte from the start, or from the end where it is negative. */
const withByte =
	(at: number, value: number) =>
	(bytes: Buffer): Buffer => {
		const copy = Buffer.from(bytes);
		copy[at < 0 ? bytes.length + at : at] = value;
		return copy;
	};

/** A Unicode Path field (0x7075) for a name whose CRC-32 it states. */
const unicodePath = (name: string, crc: number): Buffer => {
	const head = Buffer.from([1, 0, 0, 0, 0]);
	head.writeUInt32LE(crc, 1);
	return extraField(0x7075, Buffer.concat([head, Buffer.from(name)]));
};

export const SHAPES: Shape[] = [
	// Ordinary, if rare.
	shape('no-files', {}, []),
	shape('two-files', both, [a, b]),
	shape('longest-comment', both, [a, b], { comment: Buffer.alloc(65_535, 'x') }),
	shape('zip-in-a-zip', { 'in.zip': buildZip([a]).toString('latin1') }, [
		{ name: 'in.zip', data: buildZip([a]) },
	]),
	shape('folders', both, [{ name: 'b/', data: '' }, a, b]),
	shape('prefix-counted', both, [a, b], { prefix: Buffer.from('#!/bin/sh\n') }),
	shape('prefix-not-counted', both, [a, b], {
		prefix: Buffer.from('#!/bin/sh\n'),
		offsetsCountPrefix: false,
	}),
	shape('bytes-behind', both, [a, b], { trailer: Buffer.from('junk') }),
	shape('bytes-between', both, [a, { ...b, gap: Buffer.alloc(100, 1) }]),
	shape(
		'zip64-everywhere',
		both,
		[
			{ ...a, zip64: true },
			{ ...b, zip64: true },
		],
		{ zip64End: true },
	),
	shape('an-empty-file-with-a-descriptor', { 'e.txt': '' }, [
		{ name: 'e.txt', data: '', descriptor: 'signed' },
	]),
	// The directory decides.
	shape('removed-and-added-again', { 'b/c.csv': 'id;name\n1;Ann\n', 'a.txt': 'hello' }, [
		{ ...a, data: 'old', unlisted: true },
		b,
		a,
	]),
	shape('removed-encrypted', { 'b/c.csv': 'id;name\n1;Ann\n' }, [{ ...a, flags: 1, unlisted: true }, b]),
	shape('another-name-at-its-place', { 'a.txt': 'hello' }, [{ ...a, localName: 'z.txt' }]),
	shape('two-of-one-name', { 'a.txt': 'hello', 'a (2).txt': 'other' }, [a, { ...a, data: 'other' }]),
	// Names.
	shape('name-cp437', { 'ü.t': 'hello' }, [{ ...a, name: Buffer.from([0x81, 0x2e, 0x74]) }]),
	shape('name-utf8', { 'ü.t': 'hello' }, [{ ...a, name: 'ü.t', flags: 0x800 }]),
	shape('name-unicode-path', { 'ü.t': 'hello' }, [
		{ ...a, name: 'u.t', extra: unicodePath('ü.t', 0xf114cfa0) },
	]),
	shape('name-unicode-path-of-another-name', { 'u.t': 'hello' }, [
		{ ...a, name: 'u.t', extra: unicodePath('ü.t', 1) },
	]),
	shape('name-backslash', { 'x/a.txt': 'hello' }, [{ ...a, name: 'x\\a.txt' }]),
	shape('name-slash-in-front', { 'x/a.txt': 'hello' }, [{ ...a, name: '/x/a.txt' }]),
	shape('name-letter-and-colon', { 'a:b.txt': 'hello' }, [{ ...a, name: 'a:b.txt' }]),
	shape('name-of-a-prototype', { constructor: 'hello' }, [{ ...a, name: 'constructor' }]),
	shape('name-control-characters', { 'a_b.txt': 'hello' }, [{ ...a, name: 'a\u001bb.txt' }]),
	shape('name-climbs-out', 'ARCHIVE_UNSUPPORTED', [{ ...a, name: 'x/../../a.txt' }]),
	shape('name-of-a-drive', 'ARCHIVE_UNSUPPORTED', [{ ...a, name: 'C:\\a.txt' }]),
	shape('name-of-a-server', 'ARCHIVE_UNSUPPORTED', [{ ...a, name: '\\\\host\\a.txt' }]),
	shape('name-with-nul', 'ARCHIVE_UNSUPPORTED', [{ ...a, name: 'a.txt\0.exe' }]),
	// Lies.
	shape('crc-differs', 'ARCHIVE_DAMAGED', [{ ...a, lie: { crc: 1 } }]),
	shape('size-smaller-in-the-directory', 'ARCHIVE_DAMAGED', [{ ...b, lie: { size: 3 } }]),
	shape('size-too-small-twice', 'ARCHIVE_DAMAGED', [{ ...b, lie: { size: 3, localSize: 3 } }]),
	shape('two-at-one-place', 'ARCHIVE_DAMAGED', [a, { ...b, lie: { offset: 0 } }]),
	shape('no-entry-at-its-place', 'ARCHIVE_DAMAGED', [{ ...a, lie: { offset: 1 } }, b]),
	shape('count-too-high', 'ARCHIVE_DAMAGED', [a, b], { lie: { count: 3 } }),
	shape('count-too-low', 'ARCHIVE_DAMAGED', [a, b], { lie: { count: 1 } }),
	shape('directory-too-short', 'ARCHIVE_DAMAGED', [a, b], { lie: { size: 51 } }),
	shape('sizes-only-in-the-directory', 'ARCHIVE_UNSUPPORTED', [{ ...a, flags: 8, lie: zeroed }]),
	// Damage.
	shape('changed-byte', 'ARCHIVE_DAMAGED', [a, b], {}, withByte(36, 0x20)),
	shape('cut-inside-a-file', 'ARCHIVE_CUT_SHORT', [a, b], {}, (bytes) => bytes.subarray(0, 60)),
	shape('cut-before-the-end-record', 'ARCHIVE_CUT_SHORT', [a, b], {}, (bytes) => bytes.subarray(0, -22)),
	shape('cut-inside-the-comment', 'ARCHIVE_CUT_SHORT', [a], { comment: 'four' }, (bytes) =>
		bytes.subarray(0, -1),
	),
	// What can't be read.
	shape('encrypted', 'ARCHIVE_UNSUPPORTED', [{ ...a, flags: 1 }]),
	shape('bzip2', 'ARCHIVE_UNSUPPORTED', [{ ...a, method: 12 }]),
	shape('one-part-of-a-split-archive', 'ARCHIVE_UNSUPPORTED', [a], { lie: { disk: 1 } }),
	shape('an-archive-behind-an-archive', 'ARCHIVE_DAMAGED', [a], { trailer: buildZip([b]) }),
	// No archive at all.
	{ name: 'empty', bytes: () => Buffer.alloc(0), expected: 'NOT_A_ZIP' },
	{
		name: 'a-web-page',
		bytes: () => Buffer.from('<!DOCTYPE html><title>Sign in</title>'),
		expected: 'NOT_A_ZIP',
	},
];
