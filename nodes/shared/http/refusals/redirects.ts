import { Refusal } from '../../base/refusal';
import { CHECK_ADDRESS } from '../address';

const BAD: Readonly<Record<'nowhere' | 'to plain http' | 'with a user name' | 'in circles', string>> = {
	nowhere: 'redirects to an address that is not usable',
	'to plain http': 'redirects from https to plain http',
	'with a user name': 'redirects to an address with a user name or password in it',
	'in circles': 'redirects in circles',
};

/** A redirect that is not followed, wherever it leads. */
export function badRedirect(service: string, why: keyof typeof BAD): Refusal {
	return new Refusal(`${service} ${BAD[why]}`, `${CHECK_ADDRESS} An exact one needs no redirect.`, {
		code: 'BAD_REDIRECT',
		clean: true,
	});
}

/** A redirect that leaves what the credential is for: nothing is sent there, and the user is told where it leads. */
export function movedAway(
	{ service, base, mayName }: { service: string; base: URL; mayName: boolean },
	from: URL,
	to: URL,
): Refusal {
	const facts = { code: 'BAD_REDIRECT', clean: true } as const;
	if (to.origin === base.origin) {
		return new Refusal(
			`${service} redirects to a place outside of the address in the credential`,
			'It may be a sign-in page. Check the address in the credential, to its last part: the sign-in is sent below it only.',
			facts,
		);
	}
	if (from.protocol === 'http:' && to.protocol === 'https:' && to.hostname === from.hostname) {
		const port = to.port === '' || !mayName ? '' : `, and with the port ${to.port}`;
		return new Refusal(
			`${service} redirects from http to https, which is another server to the sign-in`,
			`Open the credential and enter the address with https:// at its beginning in place of http://${port}. The sign-in was not sent there.`,
			facts,
		);
	}
	const where = mayName ? `: ${to.host}` : '';
	return new Refusal(
		`${service} redirects to another server${where}`,
		`The sign-in was not sent there. If that server is the right one, enter its address in the credential${mayName ? `: ${to.protocol}// and then ${to.host}` : ''}.`,
		facts,
	);
}
