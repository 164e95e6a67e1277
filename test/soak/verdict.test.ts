/** The soak's judge: what must not happen is found. */
import type { INodeExecutionData } from 'n8n-workflow';
import { judge, type Outcome } from '../../scripts/soak/verdict';

const FILES = { 'a.txt': 'sum of a', 'b/c.csv': 'sum of c' };

const file = (item: number, path: string, bytes = path): INodeExecutionData => ({
	json: { path, archive: {} },
	binary: { data: { data: bytes, mimeType: 'text/plain' } },
	pairedItem: { item },
});
const whole = (item: number) => [file(item, 'a.txt'), file(item, 'b/c.csv')];
const failed = (item: number, code = 'UNREACHABLE', error = 'There is no way'): INodeExecutionData => ({
	json: { error, code },
	pairedItem: { item },
});
const passedOn = (...items: number[]) => items.map((item) => ({ json: {}, pairedItem: { item } }));

/** Two archives, whose handles have changed places on the way. */
function outcome(Download: INodeExecutionData[], more: Partial<Outcome> = {}): Outcome {
	return { archives: 2, outputs: { Create: passedOn(0, 1), Wait: passedOn(1, 0), Download }, ...more };
}

const HASHES: Record<string, string> = { 'a.txt': 'sum of a', 'b/c.csv': 'sum of c', other: 'another sum' };
const hashOf = async ({ data }: { data: string }) => await Promise.resolve(HASHES[data]);

test.each<[string, INodeExecutionData[], object]>([
	['all is there', [...whole(0), ...whole(1)], { delivered: 2 }],
	['one was told', [...whole(0), failed(1)], { delivered: 1, told: { UNREACHABLE: 1 } }],
	[
		'files are missing, and that is told',
		[
			...whole(0),
			{ ...file(1, 'a.txt'), json: { path: 'a.txt', archive: { warnings: ['one is missing'] } } },
		],
		{ delivered: 1, told: { 'a warning': 1 } },
	],
	[
		'a file is missing',
		[...whole(0), file(1, 'a.txt')],
		{ delivered: 1, misses: ['1 of 2 files missing, and nothing says so'] },
	],
	[
		'an archive is missing',
		whole(0),
		{ delivered: 1, misses: ['2 of 2 files missing, and nothing says so'] },
	],
	[
		'a file came twice',
		[...whole(0), ...whole(1), file(1, 'a.txt')],
		{ delivered: 2, misses: ['a.txt came twice'] },
	],
	[
		'a file has other bytes',
		[...whole(0), file(1, 'a.txt', 'other'), file(1, 'b/c.csv')],
		{ delivered: 2, misses: ['a.txt has other bytes'] },
	],
	[
		'a file is from elsewhere',
		[...whole(0), ...whole(1), file(0, 'd')],
		{ delivered: 2, misses: ['d is in no archive'] },
	],
	[
		'a name that every object has',
		[...whole(0), ...whole(1), file(0, 'constructor')],
		{ delivered: 2, misses: ['constructor is in no archive'] },
	],
	[
		'a file has no bytes',
		[...whole(0), { ...file(1, 'a.txt'), binary: undefined }, file(1, 'b/c.csv')],
		{ delivered: 2, misses: ['a.txt came without bytes'] },
	],
	[
		'files came, and a failure as well',
		[...whole(0), ...whole(1), failed(1)],
		{ delivered: 1, misses: ['more than one end of an archive'] },
	],
	[
		'it failed twice',
		[...whole(0), failed(1), failed(1)],
		{ delivered: 1, misses: ['more than one end of an archive'] },
	],
	[
		'it failed without words',
		[...whole(0), failed(1, 'X', '')],
		{ delivered: 1, told: { X: 1 }, misses: ['an archive that failed without words and code'] },
	],
	[
		'an item that is nobody’s',
		[...whole(0), ...whole(1), file(7, 'a.txt')],
		{ delivered: 2, misses: ['an item that comes from none of the archives'] },
	],
])('%s', async (_, items, verdict) => {
	expect(await judge(outcome(items), FILES, hashOf)).toEqual({ told: {}, misses: [], ...verdict });
});

test('a run that ended', async () => {
	const { misses } = await judge(outcome([...whole(0), ...whole(1)], { error: 'stopped' }), FILES, hashOf);
	expect(misses).toEqual(['the run ended: stopped']);
});

test('what failed first is told', async () => {
	const { told } = await judge(
		{
			archives: 2,
			outputs: {
				Create: [failed(0, 'NOT_ALLOWED'), ...passedOn(1)],
				Wait: [failed(0, 'BAD_HANDLE'), failed(1, 'TIME_IS_UP')],
				Download: [failed(0, 'BAD_HANDLE'), failed(1, 'BAD_HANDLE')],
			},
		},
		FILES,
		hashOf,
	);
	expect(told).toEqual({ NOT_ALLOWED: 1, TIME_IS_UP: 1 });
});
