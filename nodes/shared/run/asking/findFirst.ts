import { Refusal, type RefusalCode } from '../../base/refusal';
import type { Found } from '../../contract';
import { createArchive, jobOf, worded, type Look } from '../archives';
import type { Session } from '../session';

/**
 * What a look says for good. Anything else (a restart, a limit, a way of asking that a proxy does not know) tells nothing of what
 * is looked for, and who asks for the archive hears of it.
 */
const TELLS: readonly RefusalCode[] = [
	'BAD_ADDRESS',
	'BAD_CERTIFICATE',
	'BAD_INPUT',
	'NOT_ALLOWED',
	'NOT_FOUND',
	'PROXY_REFUSED',
	'REQUEST_BLOCKED',
	'SERVICE_REFUSED',
	'SIGN_IN_REFUSED',
	'UNREACHABLE',
];

/** Asks for an archive after a look whether there is what it is made of. @throws Refusal, also where something is missing */
export async function createFound(session: Session, request: unknown): Promise<Look> {
	return await createArchive(session, request, await found(session, request));
}

async function found(session: Session, request: unknown): Promise<Found> {
	const { provider } = session;
	const look = async () => (await provider.find?.(jobOf(session, request))) ?? {};
	return await worded(session, look).catch(async (cause: unknown) =>
		cause instanceof Refusal && !TELLS.includes(cause.code) ? {} : await Promise.reject(cause),
	);
}
