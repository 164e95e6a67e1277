import type { IDataObject } from 'n8n-workflow';
import type { SignIn } from '../../contract';
import { Refusal } from '../../base/refusal';
import { isHeaderName, NAME_ALONE } from '../../http/headerName';

const baseUrl = ({ baseUrl: address }: IDataObject): string =>
	typeof address === 'string' ? address.trim().replace(/(?<!\/)\/+$/, '') : '';

/** The credential type sends the header; here it is only looked at. */
function checkHeader({ headerName }: IDataObject): Record<string, string> {
	if (typeof headerName === 'string' && isHeaderName(headerName.trim())) return {};
	throw new Refusal('Header Name in the credential is no name of a header', NAME_ALONE);
}

/** A recipe finds out by the Base URL where an address of the service leads. Any of them may share a credential. */
const shared = { shared: true, baseUrl, settings: ['baseUrl'] } as const;

/** The ways of signing in to services that are told by a recipe. */
export const SIGN_INS = {
	none: { value: 'none', name: 'Address Only', credential: 'archiveServiceApi', ...shared },
	basic: { value: 'basic', name: 'Basic', credential: 'archiveServiceBasicApi', ...shared },
	bearer: { value: 'bearer', name: 'Bearer Token', credential: 'archiveServiceBearerApi', ...shared },
	header: {
		value: 'header',
		name: 'Header',
		credential: 'archiveServiceHeaderApi',
		...shared,
		headers: checkHeader,
	},
	query: { value: 'query', name: 'Query Key', credential: 'archiveServiceQueryApi', ...shared },
	oAuth2: { value: 'oAuth2', name: 'OAuth2', credential: 'archiveServiceOAuth2Api', ...shared },
} as const satisfies Record<string, SignIn>;

/** Name of one of these ways. */
export type SignInName = keyof typeof SIGN_INS;
