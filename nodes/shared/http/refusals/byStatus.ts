import type { RefusalCode } from '../../base/refusal';
import { Refusal } from '../../base/refusal';
import type { Explain, Refused } from '../../contract';
import { inWords } from '../retryAfter';

interface General {
	message: string;
	description: string;
	code: RefusalCode;
}

/** GBIF says 420 where a user has too much in the making. */
const TOO_MANY: General = {
	message: 'gets more requests than it allows',
	description: 'Run the node later, or with fewer items at a time.',
	code: 'TOO_MANY_REQUESTS',
};
const NOT_ACCEPTED: General = {
	message: 'did not accept the request',
	description: 'Check the values of this node against what the service says.',
	code: 'SERVICE_REFUSED',
};

const BY_STATUS: Readonly<Record<number, General | undefined>> = {
	400: NOT_ACCEPTED,
	401: {
		message: 'did not accept the sign-in',
		description: 'Open the credential, check its values and sign in again.',
		code: 'SIGN_IN_REFUSED',
	},
	403: {
		message: 'does not allow this',
		description:
			'The sign-in works, but this account has no right to it. Ask for access, or use another credential.',
		code: 'NOT_ALLOWED',
	},
	404: {
		message: 'could not find it',
		description: 'Check the id, that it still exists, and that this account may see it.',
		code: 'NOT_FOUND',
	},
	405: {
		message: 'takes no request of this kind at this address',
		description:
			'Check the address in the credential, to its last part, and in this node the path and the method, where it has them.',
		code: 'UNEXPECTED_ANSWER',
	},
	407: {
		message: 'cannot be reached: the proxy on the way wants a sign-in',
		description:
			'The proxy between n8n and the service asks for a user name and password. Put them into HTTP_PROXY and HTTPS_PROXY of n8n, or let the proxy pass this service without them.',
		code: 'PROXY_REFUSED',
	},
	408: { message: 'gave up waiting', description: 'Run the node again.', code: 'SERVICE_UNAVAILABLE' },
	409: {
		message: 'is busy with it',
		description: 'Something else is changing it just now. Run the node again in a moment.',
		code: 'SERVICE_REFUSED',
	},
	410: {
		message: 'no longer has it',
		description: 'Ask for the archive again.',
		code: 'ARCHIVE_EXPIRED',
	},
	412: {
		message: 'does not have the content at hand',
		description:
			'The content was changed or moved to an archive store. Restore it there, then run the node again.',
		code: 'SERVICE_REFUSED',
	},
	413: {
		message: 'finds the request too large',
		description: 'Ask for fewer files at a time.',
		code: 'LIMIT_EXCEEDED',
	},
	415: {
		message: 'does not take a body of this kind',
		description: 'Check in which form the service wants it: as JSON or as a form.',
		code: 'SERVICE_REFUSED',
	},
	416: {
		message: 'has no such part of the archive',
		description: 'The archive was changed meanwhile. Run the node again.',
		code: 'ARCHIVE_CHANGED',
	},
	422: NOT_ACCEPTED,
	420: TOO_MANY,
	429: TOO_MANY,
	511: {
		message: 'cannot be reached: the network wants a sign-in first',
		description: 'The network of this n8n lets nothing through before somebody signs in to it.',
		code: 'PROXY_REFUSED',
	},
};

const SERVER_SIDE: General = {
	message: 'could not answer',
	description:
		'The cause is on the side of the service. Run the node again later, or turn on Retry On Fail in the settings.',
	code: 'SERVICE_UNAVAILABLE',
};
const OTHER: General = {
	message: 'gave an unexpected answer',
	description: 'Check the address in the credential and the values of this node.',
	code: 'UNEXPECTED_ANSWER',
};
/** A page where the interface of a service answers with data: it was another application that did not find it. */
const NOT_THE_SERVICE: General = {
	message: 'is not at the address in the credential',
	description:
		'Another application answers there, with a web page. Open the credential and check the address, to its last part.',
	code: 'BAD_ADDRESS',
};

/** A page again, that forbids: the interfaces of services say so with data. */
const BEHIND_SOMETHING: General = {
	message: 'is behind something that refuses the request',
	description:
		'The answer is a web page, not one that the service gives: a proxy or a firewall on the way refuses it, or the address is that of another application. Ask whoever runs the network, and check the address in the credential.',
	code: 'PROXY_REFUSED',
};
const PAGES: Readonly<Record<number, General | undefined>> = {
	403: BEHIND_SOMETHING,
	404: NOT_THE_SERVICE,
	405: NOT_THE_SERVICE,
};
/** Statuses that a proxy gives for itself. */
const OF_PROXIES = [407, 511];

/** What is known of a refused answer beside the service's own words. */
export interface RefusedFacts {
	/** How often it was asked. */
	tries?: number;
	/** Seconds after which the service wants to be asked again. */
	retryAfter?: number | null;
	/** Whether a web page came where data was expected. */
	page?: boolean;
}

/** The refusal for an answer that was not hoped for, in the service's own words where it gave any. */
export function refusalFor(
	service: string,
	refused: Refused,
	explain?: Explain,
	{ tries = 1, retryAfter = null, page = false }: RefusedFacts = {},
): Refusal {
	const { status, code, words } = refused;
	const byOthers = page ? PAGES[status] : undefined;
	const general = byOthers ?? BY_STATUS[status] ?? (status >= 500 ? SERVER_SIDE : OTHER);
	const ofProxy = OF_PROXIES.includes(status);
	const special = byOthers === undefined && !ofProxy ? explain?.(refused) : undefined;
	const said = ofProxy ? '' : [code, words].filter((part) => part !== '').join(': ');
	const description = [
		special?.description ?? general.description,
		`${ofProxy ? 'The proxy' : service} answered ${status}${said === '' ? '' : ` (${said})`}.`,
		...(tries > 1 ? [`It was asked ${tries} times, with pauses.`] : []),
		...(retryAfter === null ? [] : [`It wants to be asked again in ${inWords(retryAfter)}.`]),
	].join(' ');
	return new Refusal(special?.message ?? `${service} ${general.message}`, description, {
		status,
		code: general.code,
		serviceCode: ofProxy ? null : code || null,
		retryAfter,
		clean: true,
	});
}
