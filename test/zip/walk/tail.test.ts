/** The directory found from the archive's end: where it is, what was asked for to know it, and what is refused. */
import { Ending } from '../../../nodes/shared/base/ending';
import { readTail, TAIL_LENGTH } from '../../../nodes/shared/zip/walk/directory/tail';
import { buildZip, type ArchiveSpec, type EntrySpec, withLongerEnd } from '../support/buildZip';
import { MemorySource } from '../support/memorySource';
import { refusalOf } from './support';

const a: EntrySpec = { name: 'a.txt', data: 'hello' };
const large: EntrySpec = { name: 'large', data: Buffer.alloc(100_000, 1) };
const PREFIX = Buffer.from('#!/bin/sh\n');
const zip = (archive: ArchiveSpec = {}, entries = [a]): Buffer => buildZip(entries, archive);
const directoryOf = (bytes: Buffer): number => bytes.indexOf('PK\x01\x02', 0, 'latin1');
const changed = (bytes: Buffer, place: number, ...values: number[]): Buffer => {
	const copy = Buffer.from(bytes);
	copy.set(values, place < 0 ? copy.length + place : place);
	return copy;
};

async function find(bytes: Buffer, sizeKnown = true) {
	const source = new MemorySource(bytes, { ranges: true, chunk: 1000, sizeKnown });
	const tail = await readTail(source, new Ending());
	expect(source.openStreams).toBe(0);
	return { ...tail, requests: source.requests };
}

const END_MARK = Buffer.from('PK\x05\x06', 'latin1');

describe('found', () => {
	const trailing = (length: number): Buffer => Buffer.alloc(length, 1);
	const shifted = zip({ prefix: PREFIX, offsetsCountPrefix: false });
	const rows: Array<[string, Buffer, number, number, number]> = [
		['a small archive', zip(), 0, 1, 0],
		['one of nothing', zip({}, []), 0, 1, 0],
		['a large one', zip({}, [a, large]), 0, 1, 1],
		['ZIP64', zip({ zip64End: true }), 0, 1, 0],
		['a comment', zip({ comment: Buffer.alloc(65_535, 'x') }), 0, 1, 1],
		['other bytes in front, counted', zip({ prefix: PREFIX }), 0, 1, 0],
		['other bytes in front, not counted', shifted, 10, 1, 0],
		[
			'other bytes in front of a large one',
			zip({ prefix: PREFIX, offsetsCountPrefix: false }, [a, large]),
			10,
			// The first bytes are looked at.
			2,
			1,
		],
		['many bytes behind it', zip({ trailer: trailing(70_000) }), 0, 2, 0],
		['many behind a large one', zip({ trailer: trailing(70_000) }, [a, large]), 0, 2, 0],
		['as many as may be behind it', zip({ trailer: trailing(1024 * 1024) }, [large]), 0, 2, 1],
		['a length that is too small', zip({ lie: { size: 3 } }), 0, 1, 0],
		['a length that is too large', zip({ lie: { size: 60 } }), 0, 1, 0],
	];
	test.each(rows)('%s', async (_, bytes, shift, requests, isBehind) => {
		const found = await find(bytes);
		const at = directoryOf(bytes);
		expect(found.directoryStart).toBe(at === -1 ? 0 : at);
		expect(found.shift).toBe(shift);
		expect(found.requests).toBe(requests);
		expect(found.offset > 0).toBe(isBehind === 1);
		expect(found.bytes.equals(bytes.subarray(found.offset))).toBe(true);
	});

	test('its length need not be known', async () => {
		for (const bytes of [zip(), zip({}, [large])])
			expect(await find(bytes, false)).toMatchObject({ directoryStart: directoryOf(bytes), shift: 0 });
	});

	test.each([
		[0, 0],
		[1, 1],
	])('an archive that is as long as the look, and %i bytes more', async (more, offset) => {
		const empty = buildZip([{ name: 'x', data: '' }]).length;
		const bytes = buildZip([{ name: 'x', data: Buffer.alloc(TAIL_LENGTH - empty + more, 1) }]);
		expect(await find(bytes)).toMatchObject({ offset, requests: 1, directoryStart: directoryOf(bytes) });
	});

	test.each<[string, ArchiveSpec, number]>([
		['', {}, 0],
		[' behind bytes that count', { prefix: Buffer.alloc(50, 1) }, 0],
		[' behind bytes that do not count', { prefix: Buffer.alloc(50, 1), offsetsCountPrefix: false }, 50],
	])('a ZIP64 end record that is longer is found%s', async (_, archive, shift) => {
		const bytes = withLongerEnd([a], archive);
		expect(await find(bytes)).toMatchObject({ directoryStart: directoryOf(bytes), shift });
	});
});

describe('refused', () => {
	const CONTRADICTS = 'The archive contradicts itself:';
	const CUT = 'The archive stops too early:';
	const NO_ZIP = 'It is no ZIP archive:';
	const NO_DIRECTORY = `${CUT} it has no central directory, the list of files that every ZIP ends with`;
	const LOCATOR = `${CONTRADICTS} there is no ZIP64 end record where its locator says`;
	const TWO = `${CONTRADICTS} it begins as one archive and ends as another, so it is cut short or two in one`;
	const wide = zip({ zip64End: true });
	const rows: Array<[string, Buffer, string, string]> = [
		['nothing', Buffer.alloc(0), `${NO_ZIP} it is empty`, 'NOT_A_ZIP'],
		['a page', Buffer.from('<html>'), `${NO_ZIP} it is a web page`, 'NOT_A_ZIP'],
		['a long page', Buffer.from(`<html>${'x'.repeat(1_200_000)}`), `${NO_ZIP} it is a web page`, 'NOT_A_ZIP'],
		[
			'other bytes',
			Buffer.alloc(1000, 1),
			`${NO_ZIP} it holds nothing that a ZIP archive is made of`,
			'NOT_A_ZIP',
		],
		['no end', zip().subarray(0, -22), NO_DIRECTORY, 'ARCHIVE_CUT_SHORT'],
		['no end of a large one', zip({}, [large]).subarray(0, -22), NO_DIRECTORY, 'ARCHIVE_CUT_SHORT'],
		[
			'more behind it than is looked at',
			zip({ trailer: Buffer.alloc(1024 * 1024 + 65_700, 1) }),
			NO_DIRECTORY,
			'ARCHIVE_CUT_SHORT',
		],
		['a cut end record', zip().subarray(0, -1), `${CUT} inside its last record`, 'ARCHIVE_CUT_SHORT'],
		[
			'a cut comment',
			zip({ comment: 'abc' }).subarray(0, -1),
			`${CUT} inside its comment`,
			'ARCHIVE_CUT_SHORT',
		],
		[
			'a second end in its comment',
			zip({ comment: zip() }),
			`${CONTRADICTS} it has a second end record, so that it can be read as two different archives`,
			'ARCHIVE_DAMAGED',
		],
		...[END_MARK, Buffer.concat([END_MARK, Buffer.alloc(18, 1)])].map(
			(comment): [string, Buffer, string, string] => [
				`${comment.length} bytes of a second end in its comment`,
				zip({ comment }),
				`${CONTRADICTS} it has a second end record, so that it can be read as two different archives`,
				'ARCHIVE_DAMAGED',
			],
		),
		['one behind a large one', Buffer.concat([zip({}, [large]), zip({}, [a])]), TWO, 'ARCHIVE_DAMAGED'],
		[
			'a directory longer than the archive',
			zip({ lie: { size: 1000, offset: 1000 } }),
			`${CONTRADICTS} its directory is not where its end record says`,
			'ARCHIVE_DAMAGED',
		],
		[
			'a directory that is stated behind itself',
			zip({ lie: { offset: 45 } }),
			`${CONTRADICTS} its directory starts at byte 40 and its end record says 45`,
			'ARCHIVE_DAMAGED',
		],
		['a locator without its record', changed(wide, wide.length - 98, 0), LOCATOR, 'ARCHIVE_DAMAGED'],
		[
			'two ends that disagree',
			changed(wide, wide.length - 12, 7, 0),
			`${CONTRADICTS} its two end records disagree on the number of entries`,
			'ARCHIVE_DAMAGED',
		],
		[
			'one of many disks',
			zip({ lie: { disk: 1 } }),
			'The archive is one part of a split archive',
			'ARCHIVE_UNSUPPORTED',
		],
	];
	test.each(rows)('%s', async (_, bytes, message, code) => {
		expect(await refusalOf(async () => await find(bytes))).toMatchObject({ message, code });
	});

	test('end marks in front of the last that end elsewhere are no second end', async () => {
		const mark = Buffer.concat([END_MARK, Buffer.alloc(18, 1)]);
		expect((await find(zip({ prefix: mark }))).shift).toBe(0);
	});
});
