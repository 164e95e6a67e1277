import { bodyOf, queryOf } from '../core/authorization';
import { OAuthServer } from '../core/oauth';
import type { ServiceDefinition } from '../core/service';
import type { Stage } from '../stage';

/** A client of the realm, and a user. */
export const secrets = {
	realm: 'alfresco',
	clientId: 'alfresco',
	clientSecret: 'identity-client-secret-1',
	user: 'alice',
	password: 'wonderland-7',
} as const;

const { realm, clientId, clientSecret, user, password } = secrets;

/** The Identity Service that Alfresco trusts: a realm of Keycloak, as far as tokens go. */
export function identity(stage: Stage<unknown>): { service: ServiceDefinition; oauth: OAuthServer } {
	const oauth = new OAuthServer({
		clientId,
		clientSecret,
		visitor: user,
		clientRefusal: 401,
		expiresIn: 300,
		// With client_credentials the identity is the service account of the client, not a person.
		ownIdentity: () => `service-account-${clientId}`,
		login: (name, given) => (name === user && given === password ? user : undefined),
	});
	stage.onExpireLinks('identity', () => oauth.expireAccessTokens());
	const service: ServiceDefinition = {
		refusal: (_status, message) => ({ error: 'invalid_request', error_description: message }),
		routes(app) {
			// Older Keycloak has /auth before /realms.
			for (const prefix of ['', '/auth']) {
				const base = `${prefix}/realms/${realm}/protocol/openid-connect`;
				app.get(`${base}/auth`, (request, reply) => {
					const answer = oauth.authorize(queryOf(request));
					return 'location' in answer ? reply.redirect(answer.location) : reply.code(400).send(answer);
				});
				app.post(`${base}/token`, (request, reply) => {
					const form = bodyOf(request) as Record<string, string>;
					const answer = oauth.token(form, request.headers.authorization);
					return reply.code(answer.status).send(answer.body);
				});
			}
		},
	};
	return { service, oauth };
}
