/** What the network's codes mean to a user. `{service}` stands for who did not answer. */
import { NAME_ALONE } from '../headerName';
import type { RefusalCode } from '../../base/refusal';
import { BLOCKED_BY_N8N, PROXY_CLOSED, type NoAnswer } from '../failure';

type Words = readonly [message: string, description: string, code: RefusalCode];

export const LATER = 'Run the node again later, or turn on Retry On Fail in its settings.';
const IN_TIME: Words = ['{service} did not answer in time', LATER, 'SERVICE_UNAVAILABLE'];
const LOST: Words = [
	'The connection to {service} was closed before an answer came',
	LATER,
	'CONNECTION_LOST',
];
const NO_WAY: Words = [
	'There is no way to {service} from here',
	'Check the network of this n8n, and the address in the credential.',
	'UNREACHABLE',
];
const BROKEN: Words = [
	'{service} gave an answer that is no HTTP',
	'Something else may answer at this address and port. Check the address in the credential, and a proxy on the way.',
	'UNEXPECTED_ANSWER',
];
const NO_TLS: Words = [
	'{service} does not speak https at this address',
	'Check the address and port in the credential: it may have to begin with http://, or a proxy on the way breaks the encryption.',
	'BAD_ADDRESS',
];

const BY_CODE: Readonly<Record<string, Words | undefined>> = {
	ENOTFOUND: [
		'The address of {service} does not exist',
		'Check the address in the credential, and that this n8n can reach the internet.',
		'UNREACHABLE',
	],
	EAI_AGAIN: [
		'The address of {service} could not be looked up',
		'Name lookup does not answer. Check the network of this n8n.',
		'UNREACHABLE',
	],
	ECONNREFUSED: [
		'{service} accepts no connection',
		'Check the address and port in the credential, and that the server is running.',
		'UNREACHABLE',
	],
	ECONNABORTED: IN_TIME,
	ETIMEDOUT: IN_TIME,
	UND_ERR_CONNECT_TIMEOUT: IN_TIME,
	UND_ERR_HEADERS_TIMEOUT: IN_TIME,
	ECONNRESET: LOST,
	EPIPE: LOST,
	UND_ERR_SOCKET: LOST,
	EHOSTUNREACH: NO_WAY,
	ENETUNREACH: NO_WAY,
	ENETDOWN: NO_WAY,
	EPROTO: NO_TLS,
	ERR_SSL_WRONG_VERSION_NUMBER: NO_TLS,
	ERR_SSL_PACKET_LENGTH_TOO_LONG: NO_TLS,
	ERR_INVALID_HTTP_TOKEN: ['A header for {service} has a name that is none', NAME_ALONE, 'BAD_INPUT'],
	[BLOCKED_BY_N8N]: [
		'n8n does not let requests through to the address of {service}',
		'Its protection against requests into internal networks is on (N8N_SSRF_PROTECTION_ENABLED). If the address is right, have the host added to N8N_SSRF_ALLOWED_HOSTNAMES or N8N_SSRF_ALLOWED_IP_RANGES.',
		'REQUEST_BLOCKED',
	],
	[PROXY_CLOSED]: [
		'The proxy before {service} makes no connection to it',
		'n8n is set to go through a proxy (HTTP_PROXY, HTTPS_PROXY), and that ended the connection. Have whoever runs it let this service pass.',
		'PROXY_REFUSED',
	],
};

const PROXY_DOWN: Words = [
	'The proxy before {service} accepts no connection',
	'n8n is set to go through a proxy (HTTP_PROXY, HTTPS_PROXY), and that does not answer. Check its address and that it is running.',
	'PROXY_REFUSED',
];

const UNKNOWN: Words = [
	'{service} could not be reached',
	'Check the address in the credential and the network of this n8n. If both are right, open the credential and test it.',
	'UNREACHABLE',
];

/** What was asked, as far as the words depend on it. */
export interface Asked {
	/** The address that was asked. */
	url: string;
	/** Whether the credential offers to take any certificate. */
	mayIgnoreCertificates: boolean;
}

/** The words for the code of a request that nobody answered. */
export function wordsFor({ code, port, tokenUrl }: NoAnswer, { url, mayIgnoreCertificates }: Asked): Words {
	const known = code ?? '';
	if (known === 'ECONNREFUSED' && port !== undefined && port !== portOf(tokenUrl ?? url)) return PROXY_DOWN;
	if (isAboutCertificate(known)) return certificate(known, mayIgnoreCertificates);
	if (known.startsWith('HPE_')) return BROKEN;
	return (Object.hasOwn(BY_CODE, known) ? BY_CODE[known] : undefined) ?? UNKNOWN;
}

function portOf(url: string): number {
	const { port, protocol } = new URL(url);
	return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
}

/** All that OpenSSL and Node say of a chain (`X509_V_ERR_…` without its beginning), but for plain network codes. */
function isAboutCertificate(code: string): boolean {
	return /CERT|^UNABLE_TO_|SELF_SIGNED|^CRL_|_CA$|SIGNATURE_FAILURE|^HOSTNAME_MISMATCH$|^INVALID_PURPOSE$/.test(
		code,
	);
}

function certificate(code: string, mayIgnore: boolean): Words {
	const anyway = mayIgnore
		? ' Only if that is not possible, turn on Ignore SSL Issues (Insecure) in the credential: then anybody on the way can read along.'
		: '';
	const kind = 'BAD_CERTIFICATE';
	if (code === 'CERT_HAS_EXPIRED')
		return [
			'The certificate of {service} has expired',
			`Have the administrator of the server renew it.${anyway}`,
			kind,
		];
	if (code === 'CERT_NOT_YET_VALID')
		return [
			'The certificate of {service} is not valid yet',
			`Check the clocks of the server and of n8n.${anyway}`,
			kind,
		];
	if (code === 'ERR_TLS_CERT_ALTNAME_INVALID' || code === 'HOSTNAME_MISMATCH')
		return [
			'The certificate of {service} is for another host name',
			`Enter the name that stands in the certificate as the address in the credential.${anyway}`,
			kind,
		];
	return [
		'The certificate of {service} is not trusted',
		`If it comes from your company, give n8n the company's certificates: put them into a file, and its path into NODE_EXTRA_CA_CERTS of n8n. If the server sends its own certificate without those between, have its administrator complete the chain.${anyway}`,
		kind,
	];
}
