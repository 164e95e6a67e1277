/** Bytes that belong to no record: what is refused for them, and what is passed over. */
import {
	checkStart,
	refuseText,
	refuseWhatIsNoZip,
	skipToRecord,
} from '../../../nodes/shared/zip/walk/unknownBytes';
import { cursorOf, inChunks, refusalOf } from './support';

const MARKS: Record<string, string> = {
	'a local header': 'PK\x03\x04',
	'a record of the directory': 'PK\x01\x02',
	'the end record': 'PK\x05\x06',
	'the ZIP64 end record': 'PK\x06\x06',
};
const NO_ZIP = 'It is no ZIP archive: it holds nothing that a ZIP archive is made of';

describe('the first bytes', () => {
	test.each<[string, string, string | null]>([
		['nothing', '', 'it is empty'],
		['a page', '<!DOCTYPE html><p>', 'it is a web page'],
		['JSON that is cut', '{"', 'it is a JSON text'],
		['gzip', '\x1f\x8b\x08\x00', 'it is a gzip file'],
		['7z', '7z\xbc\xaf\x27\x1c\x00\x04', 'it is a 7z archive'],
		['bzip2', 'BZh91AY&SY', 'it is a bzip2 file'],
		['bzip2, less thorough', 'BZh11AY&SY', 'it is a bzip2 file'],
		['a ZIP that has the mark of tar', `PK\x03\x04${'a'.repeat(253)}ustar`, null],
		['RAR', 'Rar!\x1a\x07\x01\x00', 'it is a RAR archive'],
		['Zstandard', '\x28\xb5\x2f\xfd\x04', 'it is a Zstandard file'],
		['xz', '\xfd7zXZ\x00\x00', 'it is an xz file'],
		['tar', `${'a.txt'.padEnd(257, '\0')}ustar\0`, 'it is a tar archive'],
		['what only mentions tar', `${'\0'.repeat(256)}ustar`, null],
		['half a mark', '7z\xbc\xaf', null],
		['other bytes', '\x7fELF', null],
		['an archive', 'PK\x03\x04', null],
		['the beginning of one', 'PK', null],
		['half of that', 'P', null],
	])('%s', async (_, text, kind) => {
		const message = kind && `It is no ZIP archive: ${kind}`;
		for (const chunk of [1, 1000]) {
			const cursor = cursorOf(inChunks(Buffer.from(text, 'latin1'), chunk));
			const refused = await refusalOf(async () => await checkStart(cursor));
			expect(refused?.message ?? null).toBe(message);
			expect(cursor.offset).toBe(0);
		}
		const refused = await refusalOf(() => refuseText(Buffer.from(text, 'latin1')));
		expect(refused?.message ?? null).toBe(message);
		expect(refused?.code ?? 'NOT_A_ZIP').toBe('NOT_A_ZIP');
	});

	test.each(['ID3', 'PI', '\x00'])('fewer bytes than a record has, and none of one: %j', async (text) => {
		for (const chunk of [1, 1000]) {
			const cursor = cursorOf(inChunks(Buffer.from(text, 'latin1'), chunk));
			const refused = await refusalOf(async () => await checkStart(cursor));
			expect(refused).toMatchObject({ message: NO_ZIP, code: 'NOT_A_ZIP', what: null });
		}
	});

	test('a page is told by more than its first chunk', async () => {
		const chunks = [' '.repeat(200), ' '.repeat(200), '<html><head>'];
		expect((await refusalOf(async () => await checkStart(cursorOf(chunks))))?.message).toMatch(/a web page$/);
	});

	test('of an archive no more is asked for than four bytes', async () => {
		const cursor = cursorOf(['PK\x03\x04', 'more']);
		await checkStart(cursor);
		expect(cursor.available).toBe(4);
	});

	test.each<[string, string | null]>([
		['PK\x03\x04', null],
		['\x7fELF', NO_ZIP],
		['', 'It is no ZIP archive: it is empty'],
		['<html>', 'It is no ZIP archive: it is a web page'],
	])('without an end record: %j', async (text, message) => {
		const refused = await refusalOf(() => refuseWhatIsNoZip(Buffer.from(text, 'latin1')));
		expect(refused?.message ?? null).toBe(message);
	});
});

describe('up to the next record', () => {
	test.each(Object.entries(MARKS))('%s', async (_, mark) => {
		for (const gap of ['', 'x', 'PK', 'PKPK', 'xPK\x07\x08PK\x06\x08P', 'x'.repeat(50)]) {
			const bytes = Buffer.from(`${gap}${mark}rest`, 'latin1');
			for (const chunk of [1, 2, 3, 4, 5, 7, 1000]) {
				const cursor = cursorOf(inChunks(bytes, chunk));
				await skipToRecord(cursor);
				expect(cursor.offset).toBe(gap.length);
				await cursor.need(8);
				expect(cursor.rest().toString('latin1')).toContain(`${mark}rest`);
			}
		}
	});

	test('there is none', async () => {
		const bytes = Buffer.alloc(100, 1);
		const fromStart = await refusalOf(async () => await skipToRecord(cursorOf(inChunks(bytes, 9))));
		expect(fromStart).toMatchObject({ message: NO_ZIP, code: 'NOT_A_ZIP' });
		const behind = await refusalOf(async () => await skipToRecord(cursorOf(inChunks(bytes, 9), 70)));
		expect(behind).toMatchObject({
			message: 'The archive stops too early: there is nothing but unknown bytes from byte 70 on',
			code: 'ARCHIVE_CUT_SHORT',
		});
	});

	describe('no further than 16 MiB', () => {
		const MIB = 1024 * 1024;
		const far = (mebibytes: number): Buffer[] => Array<Buffer>(mebibytes).fill(Buffer.alloc(MIB, 1));

		test('what lies in front of an archive, or of nothing', async () => {
			// What may be the beginning of a record is not passed over yet, so a little more is looked at.
			const cursor = cursorOf([...far(16), 'xxx', 'PK\x03\x04']);
			await skipToRecord(cursor);
			expect(cursor.offset).toBe(16 * MIB + 3);
			const refused = await refusalOf(async () => await skipToRecord(cursorOf([...far(17), 'PK\x03\x04'])));
			expect(refused).toMatchObject({ message: NO_ZIP, code: 'NOT_A_ZIP' });
		});

		test('what lies between two files', async () => {
			const cursor = cursorOf([...far(16), 'PK\x03\x04'], 5);
			await skipToRecord(cursor);
			expect(cursor.offset).toBe(16 * MIB + 5);
			const refused = await refusalOf(
				async () => await skipToRecord(cursorOf([...far(17), 'PK\x03\x04'], 5)),
			);
			expect(refused?.message).toMatch(/: more than 16 MiB from byte 5 on belong to no file$/);
			expect(refused?.code).toBe('ARCHIVE_UNSUPPORTED');
		});
	});
});
