import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import type { Fault } from '../../test/sandbox/core/faults';
import { buildZip } from '../../test/zip/support/buildZip';

const MIB = 1024 * 1024;
const JSON_TYPE = { 'content-type': 'application/json' };
const ZIP_TYPE = { 'content-type': 'application/zip' };

/** Nothing of it is made while it is sent: the server of this process would hold the loop itself. */
function answer(body: string | Buffer, headers: Record<string, string> = JSON_TYPE): Fault {
	return { name: 'status', status: 200, headers, body: Buffer.from(body) };
}

/** Answers that are large on the wire, or once they are decoded or parsed. */
export const BOMBS: Readonly<Record<string, Fault>> = {
	'JSON of 400,000 objects': answer(`{"a":[${'{},'.repeat(400_000)}{}]}`),
	'JSON of 1,000,000 levels': answer('['.repeat(1_000_000)),
	'gzip of 64 MiB': answer(gzipSync(Buffer.alloc(64 * MIB, ' ')), {
		...JSON_TYPE,
		'content-encoding': 'gzip',
	}),
	'16 MiB of spaces': answer(' '.repeat(16 * MIB)),
	'100,000 pieces of a byte': {
		name: 'crumbs',
		headers: JSON_TYPE,
		body: Buffer.alloc(100_000, ' '),
	},
};

/** Archives that are an answer's bytes: they go where an archive is sent. */
export const ARCHIVE_BOMBS: Readonly<Record<string, Fault>> = {
	// As long as a field of two bytes can say, and as long as names may be: then there are more of them than may be kept.
	'names of 65,535 bytes': namesAlone(65_535),
	'names of 4,096 bytes': namesAlone(4_096),
	'a ZIP in pieces of a byte': {
		name: 'crumbs',
		headers: ZIP_TYPE,
		body: buildZip([{ name: 'a.txt', data: Buffer.alloc(100_000, 'text ') }]),
	},
	'a page in pieces of a byte': {
		name: 'crumbs',
		headers: ZIP_TYPE,
		body: Buffer.from(`<html>${'<p>'.repeat(30_000)}`),
	},
};

/** Megabytes: more than may be kept of the names of an archive. */
const BLOCKS_AT_MOST = 48;

/** Empty stored files one after the other, a megabyte of them again and again for as long as somebody reads. */
function namesAlone(length: number): Fault {
	const names = Array.from({ length: Math.ceil(MIB / length) }, (_, index) =>
		`${index}`.padStart(length, 'a'),
	);
	const block = Buffer.concat(names.map(localHeader));
	const body = () => Readable.from(Array.from({ length: BLOCKS_AT_MOST }, () => block));
	return { name: 'status', status: 200, headers: ZIP_TYPE, body };
}

/** The local header of an empty stored file. */
function localHeader(name: string): Buffer {
	const head = Buffer.alloc(30);
	head.writeUInt32LE(0x04034b50, 0);
	head.writeUInt16LE(20, 4); // version needed
	head.writeUInt16LE(name.length, 26);
	return Buffer.concat([head, Buffer.from(name)]);
}
