import { createHash, randomBytes } from 'node:crypto';

type Form = Record<string, string | undefined>;

export interface OAuthOptions {
	clientId: string;
	/** Undefined for a public client. */
	clientSecret?: string;
	/** PKCE with S256 is asked for, not only allowed. */
	pkceRequired?: boolean;
	/** Whether `client_credentials` gives somebody an identity; the answer is that identity, undefined refuses. */
	ownIdentity?(form: Form): string | undefined;
	/** Whether `password` does. */
	login?(user: string, password: string): string | undefined;
	/** Who the authorize page signs in, without asking. */
	visitor: string;
	/** Status of a refused client: Keycloak says 401, Box 400. */
	clientRefusal: number;
	expiresIn: number;
}

export interface TokenAnswer {
	status: number;
	body: Record<string, unknown>;
}

function secret(prefix: string): string {
	return prefix + randomBytes(24).toString('base64url');
}

function refuse(status: number, error: string, description: string): TokenAnswer {
	return { status, body: { error, error_description: description } };
}

/** An OAuth 2.0 server small enough to read: codes work once, refresh tokens work once, PKCE is checked. */
export class OAuthServer {
	private codes = new Map<string, { redirectUri: string; challenge?: string }>();
	private refreshTokens = new Map<string, string>();
	private accessTokens = new Map<string, { subject: string; expires: number }>();

	constructor(private readonly options: OAuthOptions) {}

	/** Whose access token this is; undefined when it is unknown or its time is over. */
	subjectOf(token: string | undefined): string | undefined {
		const found = token === undefined ? undefined : this.accessTokens.get(token);
		return found !== undefined && found.expires > Date.now() ? found.subject : undefined;
	}

	/** Makes every access token given out so far useless, as time would. */
	expireAccessTokens(): void {
		this.accessTokens.clear();
	}

	/** A valid access token without any round trip. */
	issue(subject: string, expiresIn = this.options.expiresIn): string {
		const token = secret('at_');
		this.accessTokens.set(token, { subject, expires: Date.now() + expiresIn * 1000 });
		return token;
	}

	/** The authorize page, approving at once. Returns where the browser goes, or why it goes nowhere. */
	authorize(query: Form): { location: string } | { refused: string } {
		const { redirect_uri: redirectUri, state, code_challenge: challenge } = query;
		if (query.client_id !== this.options.clientId) return { refused: 'unknown client_id' };
		if (redirectUri === undefined || query.response_type !== 'code') return { refused: 'incomplete request' };
		const back = new URL(redirectUri);
		if (state !== undefined) back.searchParams.set('state', state);
		const badPkce = challenge !== undefined && query.code_challenge_method !== 'S256';
		if (badPkce || (this.options.pkceRequired === true && challenge === undefined)) {
			back.searchParams.set('error', 'invalid_request');
			return { location: back.toString() };
		}
		const code = secret('code_');
		this.codes.set(code, { redirectUri, challenge });
		back.searchParams.set('code', code);
		return { location: back.toString() };
	}

	/** The token endpoint; client id and secret come in the form or as Basic authorization. */
	token(form: Form, authorization?: string): TokenAnswer {
		const basic = /^Basic (.+)$/i.exec(authorization ?? '')?.[1];
		const [basicId, basicSecret] =
			basic === undefined ? [] : Buffer.from(basic, 'base64').toString().split(':');
		const clientId = form.client_id ?? basicId;
		const clientSecret = form.client_secret ?? basicSecret;
		const { options } = this;
		if (
			clientId !== options.clientId ||
			(options.clientSecret !== undefined && clientSecret !== options.clientSecret)
		) {
			return refuse(options.clientRefusal, 'invalid_client', 'The client credentials are invalid');
		}
		if (form.grant_type === 'authorization_code') return this.byCode(form);
		if (form.grant_type === 'refresh_token') return this.byRefresh(form);
		if (form.grant_type === 'client_credentials' && options.ownIdentity !== undefined) {
			const subject = options.ownIdentity(form);
			if (subject === undefined) return refuse(400, 'invalid_grant', 'Grant credentials are invalid');
			return this.granted(subject, false);
		}
		if (form.grant_type === 'password' && options.login !== undefined) {
			const subject = options.login(form.username ?? '', form.password ?? '');
			return subject === undefined
				? refuse(401, 'invalid_grant', 'Invalid user credentials')
				: this.granted(subject, true);
		}
		return refuse(400, 'unsupported_grant_type', 'Unsupported grant_type');
	}

	private byCode(form: Form): TokenAnswer {
		const code = this.codes.get(form.code ?? '');
		this.codes.delete(form.code ?? '');
		if (code === undefined || code.redirectUri !== form.redirect_uri) {
			return refuse(400, 'invalid_grant', 'The authorization code is invalid');
		}
		if (code.challenge !== undefined) {
			const digest = createHash('sha256')
				.update(form.code_verifier ?? '')
				.digest('base64url');
			if (digest !== code.challenge) return refuse(400, 'invalid_grant', 'PKCE verification failed');
		}
		return this.granted(this.options.visitor, true);
	}

	private byRefresh(form: Form): TokenAnswer {
		const subject = this.refreshTokens.get(form.refresh_token ?? '');
		this.refreshTokens.delete(form.refresh_token ?? '');
		if (subject === undefined) return refuse(400, 'invalid_grant', 'Refresh token has expired');
		return this.granted(subject, true);
	}

	private granted(subject: string, refreshable: boolean): TokenAnswer {
		const body: Record<string, unknown> = {
			access_token: this.issue(subject),
			expires_in: this.options.expiresIn,
			token_type: 'bearer',
		};
		if (refreshable) {
			const refresh = secret('rt_');
			this.refreshTokens.set(refresh, subject);
			body.refresh_token = refresh;
		}
		return { status: 200, body };
	}
}
