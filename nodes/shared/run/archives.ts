/**
 * Between the nodes and the providers: here a handle becomes a job, what was seen becomes a handle, and foreign words lose
 * what must not be shown. A provider gets all of it without doing anything.
 */
import type { ArchiveContent, ArchiveHandle, ArchiveJob, Found, Job, Seen } from '../contract';
import { newHandle, plainRequest, withSeen } from '../base/handle';
import { Refusal } from '../base/refusal';
import { refuseOwnSecret } from '../http/ownSecret';
import { endedBadly, hasEnded, notReady } from './endedBadly';
import type { Session } from './session';

const LONGEST_WARNING = 2_000;

/** One look: the archive as it stands now, and what is of use for a moment only. */
export interface Look extends Archive {
	/** Seconds the service wants us to wait before the next look. */
	retryAfter: number | null;
	/** A link to the bytes, where the look gave one. It is kept nowhere. */
	link: string | null;
	/** What else the look found for whoever opens the archive. It is kept nowhere either. */
	found?: Readonly<Record<string, string>>;
	/** What the service said of the state, in sentences. */
	said?: string;
}

/** A handle and the request in it, parsed once. */
export interface Archive {
	handle: ArchiveHandle;
	request: unknown;
	/** Tells whether this execution asked for it. Without it nobody says so, and the handle may come from anybody. */
	isOurs?(): boolean;
}

/**
 * Asks for an archive. What the answer tells counts as the first look.
 * @param found what is known of it beforehand
 * @throws Refusal
 */
export async function createArchive(session: Session, request: unknown, found: Found = {}): Promise<Look> {
	const { provider } = session;
	const asked = await worded(session, async () => await provider.create(jobOf(session, request)));
	const seen = { ...asked, ...found };
	const handle = newHandle({
		provider: provider.name,
		state: 'preparing',
		createdAt: new Date().toISOString(),
		request: plainRequest(request),
	});
	return { ...lookOf(session, { handle, request }, seen), isOurs: () => true };
}

/** The archive of a handle. @throws Refusal when its request is none */
export function archiveOf({ provider }: Pick<Session, 'provider'>, handle: ArchiveHandle): Archive {
	return { handle, request: provider.parse(handle.request) };
}

/** Looks how far an archive is. @throws Refusal */
export async function lookAt(session: Session, archive: Archive): Promise<Look> {
	const seen = await worded(session, async () => await session.provider.check(archiveJob(session, archive)));
	return { ...lookOf(session, archive, seen), isOurs: archive.isOurs };
}

/** @throws Refusal when the id is a secret: it goes out with the item as it came */
function lookOf(session: Session, { handle, request }: Archive, seen: Seen<unknown>): Look {
	const { api, provider } = session;
	refuseOwnSecret(api, provider.displayName, seen.archiveId ?? '');
	return {
		handle: withSeen(handle, shownIn(session, seen)),
		request: seen.request ?? request,
		retryAfter: seen.retryAfter ?? null,
		link: seen.link ?? null,
		found: seen.found,
		...(seen.said === undefined ? {} : { said: session.api.shown(seen.said) }),
	};
}

/** What can be read, and the archive as the look before it told. */
export interface Opened {
	handle: ArchiveHandle;
	request: unknown;
	content: ArchiveContent;
}

/**
 * The bytes of an archive. It is looked at first, whatever the handle says: only the service knows.
 * @throws Refusal when it is not ready
 */
export async function openArchive(session: Session, archive: Archive): Promise<Opened> {
	if (hasEnded(archive.handle)) throw endedBadly(session.provider.displayName, archive.handle);
	return await openSeen(session, await lookAt(session, archive));
}

/** The bytes of an archive at which somebody has looked a moment ago. @throws Refusal when it is not ready */
export async function openSeen(session: Session, look: Look): Promise<Opened> {
	const { provider } = session;
	const { handle, request, link, found } = look;
	if (hasEnded(handle)) throw endedBadly(provider.displayName, handle);
	if (handle.state !== 'ready') throw notReady(provider.displayName);
	const job = { ...archiveJob(session, look), link, found };
	const content = await worded(session, async () => await provider.open(job));
	return { handle, request, content };
}

/** Everything that a provider is told of an archive. */
export function archiveJob(session: Session, archive: Archive): ArchiveJob<unknown> {
	const { handle, request } = archive;
	return { ...jobOf(session, request), archive: handle, isOurs: () => archive.isOurs?.() === true };
}

/** Does something for a provider; the words of what it refuses are cleaned. */
export async function worded<Result>(
	{ api }: Pick<Session, 'api'>,
	work: () => Promise<Result>,
): Promise<Result> {
	return await work().catch(async (cause: unknown) => {
		if (!(cause instanceof Refusal) || cause.clean) return await Promise.reject(cause);
		const { message, description, code, status, serviceCode, retryAfter } = cause;
		return await Promise.reject(
			new Refusal(api.shown(message, LONGEST_WARNING), api.shown(description, LONGEST_WARNING), {
				code,
				status,
				serviceCode,
				retryAfter,
			}),
		);
	});
}

/** Everything that a provider is told before there is an archive. */
export function jobOf({ api, fields }: Session, request: unknown): Job<unknown> {
	return { api, fields, request };
}

/** Reasons, warnings and names come from outside. */
function shownIn({ api }: Session, seen: Seen<unknown>): Seen<unknown> {
	const { reason, warnings, fileName } = seen;
	return {
		...seen,
		...(reason === undefined ? {} : { reason: api.shown(reason, LONGEST_WARNING) }),
		...(warnings === undefined ? {} : { warnings: warnings.map((text) => api.shown(text, LONGEST_WARNING)) }),
		...(typeof fileName === 'string' ? { fileName: api.shown(fileName) } : {}),
	};
}
