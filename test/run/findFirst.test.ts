import { Refusal, type RefusalCode } from '../../nodes/shared/base/refusal';
import { Stopped } from '../../nodes/shared/base/stopped';
import type { Found, Provider } from '../../nodes/shared/contract';
import { createFound } from '../../nodes/shared/run/asking/findFirst';
import { deskOf, playedApi, saidBy } from '../providers/support';
import { acme } from './support';

function asking(find: Provider['find'], fileName = 'made-up.zip') {
	const order: string[] = [];
	const provider = acme({
		...(find === undefined
			? {}
			: {
					find: async (job) => {
						order.push('find');
						return await find(job);
					},
				}),
		create: async () => {
			order.push('create');
			return await Promise.resolve({ state: 'ready' as const, fileName, warnings: ['w'] });
		},
	});
	const { session } = deskOf(provider, playedApi(provider, {}));
	return { order, look: async () => (await createFound(session, { n: 1 })).handle };
}

const finding = (found: Found) => async () => await Promise.resolve(found);
const failing = (code: RefusalCode) => async () =>
	await Promise.reject(new Refusal(`It was ${code}`, 'Wait.', { code }));

it('a service that tells by itself is asked once', async () => {
	const { order, look } = asking(undefined);
	expect(await look()).toMatchObject({ fileName: 'made-up.zip', request: { n: 1 } });
	expect(order).toEqual(['create']);
});

it('another is looked at first, and what was found out goes into the handle', async () => {
	const { order, look } = asking(finding({ fileName: 'Reports.zip' }));
	expect(await look()).toMatchObject({ fileName: 'Reports.zip', state: 'ready', warnings: ['w'] });
	expect(order).toEqual(['find', 'create']);
	expect((await asking(finding({})).look()).fileName).toBe('made-up.zip');
});

it.each<RefusalCode>([
	'NOT_FOUND',
	'NOT_ALLOWED',
	'SIGN_IN_REFUSED',
	'BAD_ADDRESS',
	'UNREACHABLE',
	'SERVICE_REFUSED',
])('nothing is asked for after %s', async (code) => {
	const { order, look } = asking(failing(code));
	expect((await saidBy(look)).code).toBe(code);
	expect(order).toEqual(['find']);
});

it.each<RefusalCode>([
	'BAD_REDIRECT',
	'CONNECTION_LOST',
	'LIMIT_EXCEEDED',
	'SERVICE_UNAVAILABLE',
	'TIME_IS_UP',
	'TOO_MANY_REQUESTS',
	'UNEXPECTED_ANSWER',
])('%s tells nothing of what is looked for', async (code) => {
	const { order, look } = asking(failing(code));
	expect((await look()).fileName).toBe('made-up.zip');
	expect(order).toEqual(['find', 'create']);
});

it('a Stop stays one', async () => {
	const { order, look } = asking(async () => await Promise.reject(new Stopped()));
	await expect(look()).rejects.toBeInstanceOf(Stopped);
	expect(order).toEqual(['find']);
});
