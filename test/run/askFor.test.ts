import type { IDataObject } from 'n8n-workflow';
import { newHandle } from '../../nodes/shared/base/handle';
import type { Provider } from '../../nodes/shared/contract';
import { providers } from '../../nodes/shared/providers';
import type { Look } from '../../nodes/shared/run/archives';
import { askForAll, askForOne, type Ask } from '../../nodes/shared/run/asking/askFor';
import { Breath } from '../../nodes/shared/zip/engine/eventLoopTurn';
import { acme, contextWith } from './support';

afterEach(() => jest.restoreAllMocks());

const baseUrl = () => 'https://acme.example';
const { signal } = new AbortController();

/** A node that asks a service which is played. Each item has its own name; with `split`, lists fall apart into single names. */
function played(facts: Partial<Provider>, fields: IDataObject = {}) {
	const created: unknown[] = [];
	const asked: unknown[] = [];
	const provider = acme({
		name: 'hoody',
		displayName: 'Hoody',
		signIns: [{ value: 'key', name: 'Key', credential: 'acmeApi', baseUrl }],
		requestFrom: (one) => ({ names: [String(one.get('name'))] }),
		async create({ request }) {
			created.push(request);
			return await Promise.resolve({ state: 'preparing' as const });
		},
		...facts,
	});
	jest.replaceProperty(providers, 'hoody', provider);
	const names = ['a', 'b', 'c'];
	const credentials: number[] = [];
	const parameters = { provider: 'hoody', combineItems: true, ...fields };
	const bare = contextWith(
		names.map((name) => ({ json: { name } })),
		'stopWorkflow',
		{
			getNodeParameter: (name: string, item: number, fallback: unknown) =>
				name === 'name' ? names[item] : ((parameters as IDataObject)[name] ?? fallback),
			async getCredentials(_type: string, item: number) {
				credentials.push(item);
				return await Promise.resolve({});
			},
		},
	);
	const context = { ...bare, getNode: () => ({ ...bare.getNode(), parameters }) } as typeof bare;
	const ask: Ask = async (_session, request) => {
		asked.push(request);
		const handle = newHandle({ provider: 'hoody', state: 'ready', request: {} });
		return await Promise.resolve<Look>({ handle, request, retryAfter: null, link: null });
	};
	return { context, ask, asked, created, credentials, provider };
}

/** What each of the looks says of the state. */
const states = (looks: Look[]) => looks.map(({ handle }) => handle.state);
const combine = (requests: unknown[]) => ({
	names: requests.flatMap((request) => (request as { names: string[] }).names),
});
const bySingleNames = (request: unknown) =>
	(request as { names: string[] }).names.map((name) => ({ names: [name] }));

describe('for one item', () => {
	it('the request is made of its fields, and asked for with Stop and without end', async () => {
		const { context, ask, asked, created, credentials, provider } = played({});
		const { session, looks } = await askForOne(context, 1, signal, ask);
		expect([asked, created, credentials]).toEqual([[{ names: ['b'] }], [], [1]]);
		expect(states(looks)).toEqual(['ready']);
		expect(session.provider).toBe(provider);
		expect([session.api.signal, session.api.deadline]).toEqual([signal, null]);
	});

	it.each([
		['where that is not wanted', {}, bySingleNames],
		['where the service has no parts', { splitLargeRequests: true }, undefined],
		['where one part is all of it', { splitLargeRequests: true }, (request: unknown) => [request]],
	])('it is not split %s', async (_where, fields, split) => {
		const facts = { requestFrom: () => ({ names: ['x', 'y'] }) };
		const { context, ask, asked, created } = played(
			split === undefined ? facts : { ...facts, split: split },
			fields,
		);
		expect(states((await askForOne(context, 0, signal, ask)).looks)).toEqual(['ready']);
		expect([asked, created]).toEqual([[{ names: ['x', 'y'] }], []]);
	});

	it('its parts are asked for one after the other, without a look at each', async () => {
		const facts = { requestFrom: () => ({ names: ['x', 'y'] }), split: bySingleNames };
		const { context, ask, asked, created } = played(facts, { splitLargeRequests: true });
		expect(states((await askForOne(context, 0, signal, ask)).looks)).toEqual(['preparing', 'preparing']);
		expect([asked, created]).toEqual([[], [{ names: ['x'] }, { names: ['y'] }]]);
	});

	it('nobody is asked where Archives at Once is no number', async () => {
		const { context, ask, asked, credentials } = played({}, { archivesAtOnce: 0 });
		await expect(askForOne(context, 0, signal, ask)).rejects.toThrow('Archives at Once has to be');
		expect([asked, credentials]).toEqual([[], []]);
	});
});

describe('for several items', () => {
	it('their requests are put together, in order, with the credential of the first', async () => {
		const { context, ask, asked, credentials } = played({ combine });
		const { session, looks } = await askForAll(context, [1, 2], signal, ask);
		expect([asked, credentials]).toEqual([[{ names: ['b', 'c'] }], [1]]);
		expect(states(looks)).toEqual(['ready']);
		expect([session.api.signal, session.api.deadline]).toEqual([signal, null]);
	});

	it('what was put together may fall apart again', async () => {
		const { context, ask, asked, created } = played(
			{ combine, split: bySingleNames },
			{ splitLargeRequests: true },
		);
		const { looks } = await askForAll(context, [0, 2], signal, ask);
		expect(states(looks)).toEqual(['preparing', 'preparing']);
		expect([asked, created]).toEqual([[], [{ names: ['a'] }, { names: ['c'] }]]);
	});

	it('nobody is asked where an item does not say which group it belongs to', async () => {
		const { context, ask, asked, credentials } = played({ combine }, { groupItemsBy: 'town' });
		await expect(askForAll(context, [0], signal, ask)).rejects.toMatchObject({
			message: 'The item has no field "town" to group it by',
			description: 'Correct "Group Items By", or give the items that field before they come to this node.',
		});
		expect([asked, credentials]).toEqual([[], []]);
	});

	it('nor where Archives at Once is no number', async () => {
		const { context, ask, asked } = played({ combine }, { archivesAtOnce: 'x' });
		await expect(askForAll(context, [0], signal, ask)).rejects.toThrow('Archives at Once has to be');
		expect(asked).toEqual([]);
	});

	it.each([
		[true, 2],
		[false, 0],
	])('others get their turn while requests are made (due: %p)', async (due, turns) => {
		jest.spyOn(Breath.prototype, 'due', 'get').mockReturnValue(due);
		const take = jest.spyOn(Breath.prototype, 'take').mockResolvedValue();
		const { context, ask } = played({ combine });
		await askForAll(context, [0, 1], signal, ask);
		expect(take).toHaveBeenCalledTimes(turns);
	});
});
