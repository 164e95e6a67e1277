import { newHandle } from '../../nodes/shared/base/handle';
import { madeHereIn } from '../../nodes/shared/run/madeHere';
import { contextWith } from './support';

type Outputs = Record<string, { type: string; rounds: Array<Array<{ json: unknown }>> }>;

const CREATE = 'n8n-nodes-archives.createArchive';
const handle = newHandle({ provider: 'box', state: 'ready', archiveId: 'id', request: {} });
const item = (json: unknown) => ({ json });

/** An execution in which the nodes before this one gave out these items, by round. */
function execution(outputs: Outputs) {
	const asked: Array<[node: string, output: number, round: number]> = [];
	const parents = jest.fn((_node: string) =>
		Object.entries(outputs).map(([name, { type }]) => ({ name, type })),
	);
	const context = contextWith([], 'stopWorkflow', {
		getParentNodes: parents,
		getWorkflowDataProxy: () => ({
			$: (node: string) => ({
				all(output: number, round: number) {
					asked.push([node, output, round]);
					const items = outputs[node].rounds.at(round);
					if (round >= outputs[node].rounds.length || items === undefined) throw new Error('no such round');
					return items;
				},
			}),
		}),
	});
	return { madeHere: madeHereIn(context), asked, parents };
}

it.each<[string, Outputs, boolean]>([
	['in the first round', { Create: { type: CREATE, rounds: [[item(handle)]] } }, true],
	['as an AI tool', { Create: { type: `${CREATE}Tool`, rounds: [[item(handle)]] } }, true],
	[
		'as a package installed in another way',
		{ Create: { type: 'CUSTOM.createArchive', rounds: [[item(handle)]] } },
		true,
	],
	['among other items', { Create: { type: CREATE, rounds: [[item({}), item(handle), item({})]] } }, true],
	[
		'in a later round of a loop',
		{ Create: { type: CREATE, rounds: [[], [item({})], [item(handle)]] } },
		true,
	],
	[
		'by the second of two nodes',
		{ One: { type: CREATE, rounds: [[item({})]] }, Two: { type: CREATE, rounds: [[item(handle)]] } },
		true,
	],
	['by nobody', {}, false],
	['by a node that has not run', { Create: { type: CREATE, rounds: [] } }, false],
	[
		'by a webhook that says so',
		{ Webhook: { type: 'n8n-nodes-base.webhook', rounds: [[item(handle)]] } },
		false,
	],
	[
		'by Wait For Archive',
		{ Wait: { type: 'n8n-nodes-archives.waitForArchive', rounds: [[item(handle)]] } },
		false,
	],
	[
		'by a node whose name only ends so',
		{ A: { type: 'x.notcreateArchive', rounds: [[item(handle)]] } },
		false,
	],
	['by a node whose name only begins so', { A: { type: `${CREATE}Now`, rounds: [[item(handle)]] } }, false],
	[
		'of another provider',
		{ Create: { type: CREATE, rounds: [[item({ ...handle, provider: 'hoody' })]] } },
		false,
	],
	['with another id', { Create: { type: CREATE, rounds: [[item({ ...handle, archiveId: 'id2' })]] } }, false],
	[
		'with an id that is no text',
		{ Create: { type: CREATE, rounds: [[item({ ...handle, archiveId: ['id'] })]] } },
		false,
	],
	[
		'with a provider that is no text',
		{ Create: { type: CREATE, rounds: [[item({ ...handle, provider: ['box'] })]] } },
		false,
	],
	[
		'as something else than objects',
		{ Create: { type: CREATE, rounds: [[item(null), item('id'), item([handle])]] } },
		false,
	],
])('an archive that was made %s: %s', (...[, outputs, expected]) => {
	expect(execution(outputs).madeHere(handle)).toBe(expected);
});

it('an archive without an id is nobody’s', () => {
	const nameless = { ...handle, archiveId: null };
	const { madeHere, parents } = execution({ Create: { type: CREATE, rounds: [[item(nameless)]] } });
	expect(madeHere(nameless)).toBe(false);
	expect(parents).not.toHaveBeenCalled();
});

it('two texts never run together into one key', () => {
	const { madeHere } = execution({
		Create: { type: CREATE, rounds: [[item({ ...handle, provider: 'bo', archiveId: 'xid' })]] },
	});
	expect(madeHere(handle)).toBe(false);
});

it('looks once, when it is first asked, and at the first output', () => {
	const { madeHere, asked, parents } = execution({ Create: { type: CREATE, rounds: [[item(handle)], []] } });
	expect(parents).not.toHaveBeenCalled();
	madeHere(handle);
	madeHere({ ...handle, archiveId: 'other' });
	expect(parents.mock.calls).toEqual([['Node']]);
	expect(asked).toEqual([
		['Create', 0, 0],
		['Create', 0, 1],
		['Create', 0, 2],
	]);
});

it('does not look without end', () => {
	const rounds = Array.from({ length: 1_001 }, (_, round) => [item({ ...handle, archiveId: `${round}` })]);
	const { madeHere, asked } = execution({ Create: { type: CREATE, rounds } });
	expect(madeHere({ ...handle, archiveId: '999' })).toBe(true);
	expect(madeHere({ ...handle, archiveId: '1000' })).toBe(false);
	expect(asked).toHaveLength(1_000);
});
