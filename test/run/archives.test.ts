import { newHandle } from '../../nodes/shared/base/handle';
import { Refusal } from '../../nodes/shared/base/refusal';
import { Stopped } from '../../nodes/shared/base/stopped';
import type {
	ArchiveContent,
	ArchiveHandle,
	ArchiveJob,
	ArchiveState,
	Provider,
	ReadyJob,
	Seen,
} from '../../nodes/shared/contract';
import { wantedFor } from '../../nodes/shared/http/words/secretForms';
import { shownWith } from '../../nodes/shared/http/words/shown';
import { createArchive, openArchive } from '../../nodes/shared/run/archives';
import { deskOf, playedApi, saidBy } from '../providers/support';
import { acme } from './support';

const SECRET = 'hunter2-hunter2';
const HOSTILE = `see https://files.example.com/a?sig=1 with ${SECRET}`;
const CLEAN = 'see [link hidden] with [hidden]';
const LONG = 'x'.repeat(3_000);

const ready = newHandle({ provider: 'acme', state: 'ready', archiveId: 'a', request: { n: 0 } });
const content: ArchiveContent = {
	fileName: null,
	size: null,
	ranges: false,
	fetch: async () => await Promise.reject(new Error('Nobody reads here')),
};

function desk(facts: Partial<Provider>) {
	const provider = acme(facts);
	return deskOf(provider, playedApi(provider, {}, { secret: SECRET }));
}

const telling = (seen: Partial<Seen<unknown>>) => async () =>
	await Promise.resolve({ state: 'preparing' as const, ...seen });
const refusing = (cause: unknown) => async () => await Promise.reject(cause);

it.each([
	['creating', async (seen: Partial<Seen<unknown>>) => await guarded({ create: telling(seen) }).create({})],
	['looking', async (seen: Partial<Seen<unknown>>) => await guarded({ check: telling(seen) }).check(ready)],
])('an id that is a secret in some form goes into no item: %s', async (_way, handleAfter) => {
	const archiveId = `job ${Buffer.from(SECRET).toString('hex').toUpperCase()}`;
	expect(await saidBy(() => handleAfter({ archiveId }))).toMatchObject({
		message: 'Acme answered with a password or a key of the credential where an id belongs',
		code: 'UNEXPECTED_ANSWER',
	});
	expect(await handleAfter({ archiveId: 'eyJhbGciOiJIUzI1NiJ9' })).toMatchObject({
		archiveId: 'eyJhbGciOiJIUzI1NiJ9',
	});
});

/** With the transport's own judge of secrets. */
function guarded(facts: Partial<Provider>) {
	const provider = acme(facts);
	const wanted = wantedFor([SECRET]);
	return deskOf(provider, { ...playedApi(provider, {}), shown: shownWith(() => wanted) });
}

/** The handle after creating, and after a look. */
const WAYS: Array<[string, (seen: Partial<Seen<unknown>>) => Promise<ArchiveHandle>]> = [
	['creating', async (seen) => await desk({ create: telling(seen) }).create({ n: 0 })],
	['looking', async (seen) => await desk({ check: telling(seen) }).check({ ...ready, state: 'preparing' })],
];

describe.each(WAYS)('what comes from outside, by %s', (_way, handleAfter) => {
	it('is shown without links and secrets', async () => {
		const handle = await handleAfter({
			state: 'failed',
			reason: HOSTILE,
			warnings: [HOSTILE, 'plain', HOSTILE],
			fileName: HOSTILE,
		});
		expect(handle).toMatchObject({
			state: 'failed',
			reason: CLEAN,
			warnings: [CLEAN, 'plain'],
			fileName: CLEAN,
		});
	});

	it('is cut to a length that people read', async () => {
		const handle = await handleAfter({ state: 'failed', reason: LONG, warnings: [LONG], fileName: LONG });
		expect(handle.reason).toHaveLength(2_000);
		expect(handle.warnings[0]).toHaveLength(2_000);
		expect(handle.fileName?.length).toBeLessThanOrEqual(300);
	});

	it('keeps no link', async () => {
		const handle = await handleAfter({ state: 'ready', link: 'https://files.example.com/a?sig=1' });
		expect(JSON.stringify(handle)).not.toContain('example.com');
	});

	it('may be nothing', async () => {
		expect(await handleAfter({})).toMatchObject({ reason: null, warnings: [], fileName: null });
		expect((await handleAfter({ fileName: null })).fileName).toBeNull();
	});
});

describe('creating', () => {
	it('gives a handle with all that is known', async () => {
		const before = Date.now();
		const request = { items: ['a'], name: undefined };
		const handle = await desk({
			create: telling({ archiveId: 'a', expiresAt: '2027-01-01T00:00:00Z', progress: { files: 2 } }),
		}).create(request);
		expect(handle).toEqual({
			...newHandle({
				provider: 'acme',
				state: 'preparing',
				archiveId: 'a',
				expiresAt: '2027-01-01T00:00:00Z',
				request: { items: ['a'] },
			}),
			progress: { files: 2, totalFiles: null, bytes: null, totalBytes: null, percent: null },
			createdAt: handle.createdAt,
		});
		expect(Object.keys(handle.request)).toEqual(['items']);
		expect(Date.parse(handle.createdAt ?? '')).toBeGreaterThanOrEqual(before);
		expect(handle.createdAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
	});

	it('keeps the request as the service completed it', async () => {
		const { request } = await desk({ create: telling({ request: { url: 'cut' } }) }).create({ url: 'whole' });
		expect(request).toEqual({ url: 'cut' });
	});

	it('makes an archive of our own, of which more may be known beforehand', async () => {
		const { session } = desk({ create: telling({ archiveId: 'a', fileName: 'told.zip' }) });
		const look = await createArchive(session, { n: 1 }, { fileName: 'found.zip' });
		expect(look.isOurs?.()).toBe(true);
		expect(look.handle).toMatchObject({ archiveId: 'a', fileName: 'found.zip' });
		expect((await createArchive(session, { n: 1 })).handle.fileName).toBe('told.zip');
	});

	it('hands on the node’s fields and the request', async () => {
		const create = jest.fn(telling({}));
		const { session, create: run } = desk({ create });
		const request = { n: 1 };
		await run(request);
		expect(create.mock.calls).toEqual([[{ api: session.api, fields: session.fields, request }]]);
	});
});

describe('looking', () => {
	it('takes the request out of the handle by the provider’s own reading', async () => {
		const check = jest.fn(telling({}));
		const { session, look } = desk({ parse: ({ n }) => ({ parsed: n }), check });
		await look(ready);
		const job = {
			api: session.api,
			fields: session.fields,
			request: { parsed: 0 },
			archive: ready,
			isOurs: expect.any(Function) as () => boolean,
		};
		expect(check.mock.calls).toEqual([[job]]);
	});

	it('tells what is of use for a moment only', async () => {
		const seen = { state: 'ready' as const, retryAfter: 5, link: 'https://x.example/', request: { n: 1 } };
		const look = await desk({ check: telling(seen) }).look(ready);
		expect(look).toMatchObject({ retryAfter: 5, link: 'https://x.example/', request: { n: 1 } });
		expect(look.handle.request).toEqual({ n: 1 });
	});

	it('has nothing to tell where the service says nothing', async () => {
		const look = await desk({ check: telling({}) }).look(ready);
		expect(look).toMatchObject({ retryAfter: null, link: null, request: { n: 0 } });
	});

	it('tells what the service says of the state, without links and secrets', async () => {
		expect((await desk({ check: telling({ said: HOSTILE }) }).look(ready)).said).toBe(CLEAN);
		expect(await desk({ check: telling({}) }).look(ready)).not.toHaveProperty('said');
	});

	it('is not done where the request in the handle is none', async () => {
		const check = jest.fn(telling({}));
		const parse = () => {
			throw new Refusal('No request', 'Look.', { code: 'BAD_HANDLE' });
		};
		const { check: run, open, cancel } = desk({ parse, check, cancel: async () => await Promise.resolve() });
		for (const act of [run, open, cancel]) expect((await saidBy(() => act(ready))).code).toBe('BAD_HANDLE');
		expect(check).not.toHaveBeenCalled();
	});
});

describe('opening', () => {
	it('looks first, whatever the handle says, and hands on what that told', async () => {
		const open = jest.fn(async (_job: ReadyJob<unknown>) => await Promise.resolve(content));
		const { session } = desk({
			check: telling({ state: 'ready', link: 'https://x.example/', request: { n: 1 }, fileName: 'a.zip' }),
			open,
		});
		const handle: ArchiveHandle = { ...ready, state: 'preparing' };
		const opened = await openArchive(session, { handle, request: { n: 0 } });
		const archive = { ...ready, fileName: 'a.zip', request: { n: 1 } };
		expect(opened).toEqual({ handle: archive, request: { n: 1 }, content });
		expect(open.mock.calls).toEqual([
			[
				{
					api: session.api,
					fields: session.fields,
					request: { n: 1 },
					archive,
					isOurs: expect.any(Function) as () => boolean,
					link: 'https://x.example/',
				},
			],
		]);
	});

	it.each([
		['nobody says so', undefined, false],
		['it is not', () => false, false],
		['it is', () => true, true],
	])('tells the provider whether the archive is our own: %s', async (_name, isOurs, told) => {
		const seen: boolean[] = [];
		const check = async (job: ArchiveJob<unknown>) => {
			seen.push(job.isOurs());
			return await Promise.resolve({ state: 'ready' as const });
		};
		const open = async (job: ReadyJob<unknown>) => {
			seen.push(job.isOurs());
			return await Promise.resolve(content);
		};
		const { session } = desk({ check, open });
		await openArchive(session, { handle: ready, request: { n: 0 }, isOurs });
		expect(seen).toEqual([told, told]);
	});

	it('has no link where the look gave none', async () => {
		const open = jest.fn(async (_job: ReadyJob<unknown>) => await Promise.resolve(content));
		await desk({ check: telling({ state: 'ready' }), open }).open(ready);
		expect(open.mock.calls[0][0].link).toBeNull();
	});

	const states: Array<[ArchiveState, string | undefined, string, object]> = [
		[
			'preparing',
			undefined,
			'Acme is still making the archive',
			{ code: 'ARCHIVE_NOT_READY', description: 'Put Wait For Archive before this node.' },
		],
		[
			'failed',
			'the disk is full.',
			'Acme could not make the archive: the disk is full',
			{
				code: 'ARCHIVE_FAILED',
				description: expect.stringContaining('ask for it again'),
			},
		],
		[
			'failed',
			'v. 1.2 cannot.',
			'Acme could not make the archive: v. 1.2 cannot',
			{ code: 'ARCHIVE_FAILED', description: 'Once that is put right, ask for it again.' },
		],
		[
			'cancelled',
			'somebody did it',
			'The archive was cancelled on Acme: somebody did it',
			{ code: 'ARCHIVE_CANCELLED', description: 'Ask for it again.' },
		],
		[
			'expired',
			undefined,
			'The archive is no longer on Acme: Acme gives no reason',
			{ code: 'ARCHIVE_EXPIRED', description: expect.stringContaining('sooner') },
		],
	];
	it.each(states)(
		'refuses an archive that the service calls %s (%s)',
		async (state, reason, message, more) => {
			const open = jest.fn();
			const said = await saidBy(() => desk({ check: telling({ state, reason }), open }).open(ready));
			expect(said).toMatchObject({ message, ...more });
			expect(open).not.toHaveBeenCalled();
		},
	);

	it.each(states.slice(1))(
		'asks nobody about a handle that says %s (%s)',
		async (state, reason, message, more) => {
			const check = jest.fn();
			const handle = { ...ready, state, reason: reason ?? null };
			expect(await saidBy(() => desk({ check }).open(handle))).toMatchObject({ message, ...more });
			expect(check).not.toHaveBeenCalled();
		},
	);
});

describe('a refusal', () => {
	const acts: Array<[string, (cause: unknown) => Promise<unknown>]> = [
		['create', async (cause) => await desk({ create: refusing(cause) }).create({})],
		['check', async (cause) => await desk({ check: refusing(cause) }).check(ready)],
		[
			'open',
			async (cause) => await desk({ check: telling({ state: 'ready' }), open: refusing(cause) }).open(ready),
		],
		['cancel', async (cause) => await desk({ cancel: refusing(cause) }).cancel(ready)],
		['remove', async (cause) => await desk({ remove: refusing(cause) }).remove(ready)],
	];

	it.each(acts)('loses what must not be shown, and keeps its facts: %s', async (_name, act) => {
		const facts = { code: 'NOT_FOUND', status: 404, serviceCode: 'gone', retryAfter: 3 } as const;
		await expect(act(new Refusal(HOSTILE, `${HOSTILE}!`, facts))).rejects.toMatchObject({
			name: 'Refusal',
			message: CLEAN,
			description: `${CLEAN}!`,
			...facts,
		});
	});

	it.each(acts)('is not what a Stop or a fault of ours becomes: %s', async (_name, act) => {
		for (const cause of [new Stopped(), new TypeError(HOSTILE)]) await expect(act(cause)).rejects.toBe(cause);
	});
});
