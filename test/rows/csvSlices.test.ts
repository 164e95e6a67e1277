/** CSV is parsed in slices, so that nobody waits for all of it. Where one ends must not be seen in the rows. */
import type { IDataObject } from 'n8n-workflow';
import { Breath } from '../../nodes/shared/zip/engine/eventLoopTurn';
import { RowSink } from '../../nodes/shared/rows/rowSink';
import { read } from './support';

/** Bytes of a slice. */
const SLICE = 512;

afterEach(() => jest.restoreAllMocks());

test("no more rows that can't be read are met in one go than fit a slice", async () => {
	const refused = jest.spyOn(RowSink.prototype, 'refuse');
	const inOneGo: number[] = [];
	let before = 0;
	jest.spyOn(Breath.prototype, 'due', 'get').mockImplementation(() => {
		inOneGo.push(refused.mock.calls.length - before);
		before = refused.mock.calls.length;
		return false;
	});
	// Two bytes each, and a field too few.
	const file = `a,b\n${'x\n'.repeat(900)}`;
	await read('csv', file);
	expect(inOneGo.filter((count) => count > 0)).toHaveLength(Math.ceil(file.length / SLICE));
	expect(Math.max(...inOneGo)).toBeLessThanOrEqual(SLICE / 2);
});

describe('a slice may end anywhere', () => {
	/** Everything whose middle a parser might stumble over. */
	const SAMPLE = 'k,"a ""b"",\r\nc\nd",ä€😀,\r\n\r\nl,"""",,é\r\n';
	const ROWS = [
		{ a: 'k', b: 'a "b",\r\nc\nd', c: 'ä€😀', d: '' },
		{ a: 'l', b: '"', c: '', d: 'é' },
	];
	const HEAD = 'a,b,c,d\r\n';
	const length = Buffer.byteLength(SAMPLE);
	/** Its first byte is the last of a slice; then its second is, and so on to the last. */
	const places = Array.from({ length }, (_, at) => SLICE - 1 - at);

	test.each<[string, number, number | undefined]>([
		['the first', 0, undefined],
		['the first of those that follow the first 16 KiB', 32 * SLICE, undefined],
		['that, of a file in pieces', 32 * SLICE, 700],
	])('%s', async (_which, more, size) => {
		const wrong: Array<{ place: number; rows: IDataObject[]; told: string[] }> = [];
		for (const place of places) {
			const first = `${'x'.repeat(more + place - HEAD.length - 5)},,,\r\n`;
			const { rows, told } = await read('csv', HEAD + first + SAMPLE, { size });
			expect(Buffer.byteLength(HEAD + first)).toBe(more + place);
			if (told.length > 0 || JSON.stringify(rows.slice(1)) !== JSON.stringify(ROWS))
				wrong.push({ place, rows: rows.slice(1), told });
		}
		expect(places).toHaveLength(Buffer.byteLength(SAMPLE));
		expect(wrong).toEqual([]);
	});
});
