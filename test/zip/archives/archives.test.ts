/** The archives that stand in the repository (`npm run archives` makes them), each in four ways of reading. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ArchiveRefused } from '../../../nodes/shared/zip';
import { unpackByDirectory } from '../support/byDirectory';
import { MemorySource } from '../support/memorySource';
import { unpack } from '../support/unpack';
import { SHAPES, type Expected } from './shapes';
import { FILES, WRITERS } from './writers';

const FOLDER = join(__dirname, 'made');
/** Byte by byte; where that takes seconds, since the comment is long, in pieces that fit no record. */
const smallest = (bytes: Buffer): number => (bytes.length < 10_000 ? 1 : 61);

/** What only the directory knows is refused where it can't be asked for first. */
const BY_DIRECTORY: Record<string, Expected> = { 'sizes-only-in-the-directory': { 'a.txt': 'hello' } };

const stored = (name: string): Buffer => readFileSync(join(FOLDER, `${name}.zip`));

async function outcome(
	bytes: Buffer,
	way: { ranges?: boolean; chunk?: number },
): Promise<Expected | undefined> {
	try {
		const source = new MemorySource(bytes, way);
		const { files } = await (way.ranges ? unpack(source, {}, unpackByDirectory) : unpack(source));
		return Object.fromEntries(files.map(({ path, bytes: content }) => [path, content.toString('latin1')]));
	} catch (reason) {
		if (reason instanceof ArchiveRefused) return reason.code;
		throw reason;
	}
}

const asBytes = (expected: Expected): Expected =>
	typeof expected === 'string'
		? expected
		: Object.fromEntries(
				Object.entries(expected).map(([path, text]) => [
					path,
					path.endsWith('.zip') ? text : Buffer.from(text).toString('latin1'),
				]),
			);

const cases = [
	...SHAPES.map(({ name, expected }): [string, Expected] => [name, expected]),
	...WRITERS.map(({ name }): [string, Expected] => [name, FILES]),
];

test.each(cases)('%s', async (name, expected) => {
	const bytes = stored(name);
	for (const ranges of [false, true]) {
		for (const chunk of [undefined, smallest(bytes)]) {
			const wanted = (ranges && BY_DIRECTORY[name]) || expected;
			expect(await outcome(bytes, { ranges, chunk })).toEqual(asBytes(wanted));
		}
	}
});

test.each(SHAPES)('$name is what the script makes', ({ name, bytes }) => {
	expect(stored(name).equals(bytes())).toBe(true);
});

test('no other archive lies there', () => {
	const names = readdirSync(FOLDER).map((file) => file.replace(/\.zip$/, ''));
	expect(names.sort()).toEqual(cases.map(([name]) => name).sort());
});
