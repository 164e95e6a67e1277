import type { IDataObject } from 'n8n-workflow';
import { providers } from '../../nodes/shared/providers';
import { providerNamed } from '../../nodes/shared/run/chosen';
import { openSession, type SessionTimes } from '../../nodes/shared/run/session';
import { saidBy } from '../providers/support';
import { contextWith } from './support';

const START = 1_800_000_000_000;
beforeEach(() => jest.useFakeTimers({ now: START }));
afterEach(() => jest.useRealTimers());

/** Opens a session of a node whose fields are filled in so. */
async function opened(fields: IDataObject, times: SessionTimes = { deadline: null }) {
	const credentials: Array<[type: string, item: number]> = [];
	const context = contextWith([], 'stopWorkflow', {
		getNodeParameter: (name: string, _item: number, fallback: unknown) => fields[name] ?? fallback,
		async getCredentials(type: string, item: number) {
			credentials.push([type, item]);
			return await Promise.resolve({ baseUrl: 'https://service.example', apiKey: 'k' });
		},
	});
	return { session: await openSession(context, 2, times), credentials };
}

describe('a provider', () => {
	it.each(Object.keys(providers))('%s is found by its name', (name) => {
		expect(providerNamed(name)).toBe(providers[name]);
	});

	it.each([
		['', '""'],
		['nobody', '"nobody"'],
		['constructor', '"constructor"'],
		['x'.repeat(61), `"${'x'.repeat(60)}"`],
	])('there is none called %.20s', async (name, shown) => {
		const names = Object.values(providers).map(({ displayName }) => displayName);
		expect(await saidBy(() => providerNamed(name))).toMatchObject({
			message: `There is no provider ${shown}`,
			description: `Choose one of ${names.join(', ')}.`,
			code: 'BAD_INPUT',
		});
	});
});

describe('a session', () => {
	it('has the provider and the fields of its item, and Stop and the deadline for its calls', async () => {
		const { signal } = new AbortController();
		const { session } = await opened({ provider: ' hoody ', more: 'x' }, { signal, deadline: START + 5_000 });
		expect(session.provider).toBe(providers.hoody);
		expect(session.fields.get('more')).toBe('x');
		expect([session.api.deadline, session.api.signal]).toEqual([START + 5_000, signal]);
	});

	it('makes its last call in little time, deaf to Stop', async () => {
		const { signal } = new AbortController();
		const { session } = await opened({ provider: 'hoody' }, { signal, deadline: START + 60_000 });
		jest.setSystemTime(START + 2_000);
		const last = session.lastCall(500);
		expect([last.api.deadline, last.api.signal]).toEqual([START + 2_500, undefined]);
		expect([last.provider, last.fields]).toEqual([session.provider, session.fields]);
		expect(last.lastCall(700).api.deadline).toBe(START + 2_700);
	});

	const several = Object.values(providers).find(({ signIns }) => signIns.length > 1);
	if (several === undefined) throw new Error('No provider has several ways to sign in');
	it.each([
		['the first, where nothing is chosen', undefined, 0],
		['the second, where it is', several.signIns[1].value, 1],
		['the first, for one that there is not', 'nothing', 0],
	])('signs in by %s', async (_name, chosen, index) => {
		const { credentials } = await opened({
			provider: several.name,
			[`${several.name}Authentication`]: chosen,
		});
		expect(credentials).toEqual([[several.signIns[index].credential, 2]]);
	});

	it.each([
		['a credential of one service', { authentication: 'box.clientCredentials' }, 'box', 1],
		['one that several take', { authentication: 'anyService.bearer', service: 'nextcloud' }, 'nextcloud', 1],
		['what is chosen, whatever was before', { authentication: 'box.oAuth2', provider: 'hoody' }, 'box', 0],
	])('is opened by %s', async (_name, fields, name, index) => {
		const { session, credentials } = await opened(fields);
		expect(session.provider).toBe(providers[name]);
		expect(credentials).toEqual([[providers[name].signIns[index].credential, 2]]);
	});

	it.each([
		['nothing', {}, 'No credential is chosen', 'Choose a credential in this node'],
		['no service', { authentication: 'anyService.header' }, 'No service is chosen', '"Service"'],
		[
			'a service that takes another credential',
			{ authentication: 'anyService.query', service: 'nextcloud' },
			'Nextcloud takes no credential of this type',
			'Nextcloud takes: Basic, Bearer Token.',
		],
		['a service that is not there', { authentication: 'gone.key' }, 'There is no provider "gone"', 'Box'],
		['a way that it has not', { authentication: 'box.key' }, 'Box takes no credential', 'OAuth2'],
	])('says what to choose for %s', async (_name, fields, message, wayOut) => {
		expect(await saidBy(async () => await opened(fields))).toMatchObject({
			message: expect.stringContaining(message) as string,
			description: expect.stringContaining(wayOut) as string,
		});
	});

	it.each<[string, string, number, string | null]>([
		['stallTimeout', 'Stall Timeout', 1, null],
		['stallTimeout', 'Stall Timeout', 0.9, 'at least 1'],
		['leastSpeed', 'Least Speed', 0, null],
		['leastSpeed', 'Least Speed', -1, 'at least 0'],
		['longestTransfer', 'Longest Transfer', 1, null],
		['longestTransfer', 'Longest Transfer', 0, 'at least 1'],
	])('%s (%s) of %p: %p', async (name, label, value, refused) => {
		const opening = opened({ provider: 'hoody', options: { [name]: value } });
		if (refused === null) expect((await opening).session.provider.name).toBe('hoody');
		else await expect(opening).rejects.toThrow(`${label} has to be a number of ${refused}`);
	});
});
