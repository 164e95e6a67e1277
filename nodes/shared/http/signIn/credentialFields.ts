import type {
	IAuthenticateRuleResponseCode,
	IAuthenticateRuleResponseSuccessBody,
	ICredentialTestRequest,
	INodeProperties,
} from 'n8n-workflow';

/** Name of the switch, as n8n's own credentials call it. */
export const CERTIFICATE_SWITCH = 'allowUnauthorizedCerts';

/** For services that people run themselves, behind certificates that nobody else knows. */
export const certificateField: INodeProperties = {
	displayName: 'Ignore SSL Issues (Insecure)',
	name: CERTIFICATE_SWITCH,
	type: 'boolean',
	default: false,
	description:
		'Whether to connect even if the certificate of the server cannot be checked. Anybody on the way can read along then: better make the certificate known to n8n with NODE_EXTRA_CA_CERTS.',
};

/** A field of a secret. @param description where to find it */
export function secretField(displayName: string, name: string, description: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		typeOptions: { password: true },
		default: '',
		required: true,
		description,
	};
}

/** What n8n's own OAuth2 client reads when it asks for a token. */
export const tokenFields: INodeProperties[] = [
	{
		displayName: 'Auth URI Query Parameters',
		name: 'authQueryParameters',
		type: 'hidden',
		default: '',
	},
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'hidden',
		default: 'body',
	},
];

/** @param scopes that are asked for unless the user says otherwise */
export function scopeFields(scopes: string): INodeProperties[] {
	return [
		{
			displayName: 'Requested Scope',
			name: 'requestedScope',
			type: 'string',
			default: scopes,
			description: 'Scopes to ask for, separated by spaces',
		},
		{
			// n8n forgets a scope that users type in, except where it is computed.
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default: '={{ $self["requestedScope"] }}',
		},
	];
}

const MOVED =
	'This address redirects to another one. The sign-in was not sent there. Enter the address to which it leads: often the same with https:// at its beginning.';
const OTHER_ANSWER =
	'Something else than the service answers at this address, perhaps a web page. Check the address, to its last part.';
const SAID: Readonly<Record<number, string>> = {
	301: MOVED,
	302: MOVED,
	303: MOVED,
	307: MOVED,
	308: MOVED,
	404: 'The service is not at this address. Check the address, to its last part.',
	407: 'A proxy before n8n wants a sign-in of its own. It belongs in HTTP_PROXY and HTTPS_PROXY of n8n.',
	429: 'The service gets more requests than it allows. Test again in a few minutes.',
	502: 'A proxy before the service cannot reach it. Test again when the service runs.',
	503: 'The service does not answer just now. Test again later.',
};

/**
 * How a credential is tested: one request, of which nothing leaves the address in the credential. n8n follows redirects with
 * all secrets by default.
 * @param said words for statuses that mean something of their own here
 * @param insecure whether the credential has the switch for certificates
 * @param answers a field that every answer of the service has. Without one, any page with status 200 passes
 */
export function testRequest(
	request: Pick<ICredentialTestRequest['request'], 'baseURL' | 'url' | 'headers'>,
	said: Readonly<Record<number, string>>,
	insecure = false,
	answers?: string,
): ICredentialTestRequest {
	const byStatus = Object.entries({ ...SAID, ...said }).map(
		([status, message]): IAuthenticateRuleResponseCode => ({
			type: 'responseCode',
			properties: { value: Number(status), message },
		}),
	);
	const rules = [...byStatus, ...(answers === undefined ? [] : [otherAnswer(answers)])];
	return {
		request: {
			...request,
			disableFollowRedirect: true,
			sendCredentialsOnCrossOriginRedirect: false,
			...(insecure ? { skipSslCertificateValidation: `={{ $credentials.${CERTIFICATE_SWITCH} }}` } : {}),
		},
		// n8n looks at each rule's own type; its types know lists of one kind only.
		rules: rules as IAuthenticateRuleResponseCode[],
	};
}

/**
 * The same test, which looks at characters of the answer as text: n8n looks for fields in the first entry of a list, and breaks
 * down where there is none.
 * @param pages characters by their place with which no answer of the service begins
 * @param encoding how n8n is to take the answer: of anything but text no character is found
 */
export function refusesPages(
	test: ICredentialTestRequest,
	pages: ReadonlyArray<[place: string, character?: string]>,
	encoding = 'text',
): ICredentialTestRequest {
	const rules = [...(test.rules ?? []), ...pages.map(([place, character]) => otherAnswer(place, character))];
	return {
		// An expression may say it, which n8n's types do not know.
		request: { ...test.request, encoding: encoding as 'text' },
		rules: rules as IAuthenticateRuleResponseCode[],
	};
}

/** n8n compares the field with the value: that of a field which is not there is `undefined`. */
function otherAnswer(key: string, value?: string): IAuthenticateRuleResponseSuccessBody {
	return { type: 'responseSuccessBody', properties: { key, value, message: OTHER_ANSWER } };
}
