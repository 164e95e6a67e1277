import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SignInName } from '../../../nodes/shared/recipes/signIns';
import { serveBytes } from '../../sandbox/core/serveBytes';
import type { ByteSource } from '../../sandbox/core/byteSource';
import type { ServiceDefinition } from '../../sandbox/core/service';

/** What a service of a preset shares with the test that runs it. */
export interface PresetStage {
	/** `http://127.0.0.1:port` of the two servers. */
	readonly origins: { api: string; storage: string };
	/** The archive that it gives. */
	readonly archive: ByteSource;
	/** Looks that find it still at work. */
	readonly looks: number;
}

/**
 * What is typed into the credential beside the Base URL, by the way of signing in. OAuth2 is not among them, since its token comes
 * by consent: a stand-in takes `bearer` for it, which sends the same header.
 */
interface Typed extends Record<Exclude<SignInName, 'oAuth2'>, object> {
	none: object;
	basic: { user: string; password: string };
	bearer: { token: string };
	header: { headerName: string; headerSecret: string };
	query: { queryName: string; querySecret: string };
}

/** One of the ways that the preset names, and what it asks for: the compiler names a field that is wrong or missing. */
type SignedIn = { [Way in keyof Typed]: { signIn: Way; data: Typed[Way] } }[keyof Typed];

/** A service as its documents tell it, and how a user reaches it. */
export type PresetService = SignedIn & ServiceFacts;

interface ServiceFacts {
	/** What the Base URL ends in. */
	basePath?: string;
	/** What is typed into the fields of Create Archive, by the preset's names. */
	fields: Record<string, string>;
	/** What is typed instead to ask for what is not there, and how it is named then. */
	missing?: { fields: Record<string, string>; named: string };
	/** What the archive is called after what is there, where it tells. */
	called?: string;
	api(stage: PresetStage): ServiceDefinition;
	/** The host that its links lead to. */
	storage?(stage: PresetStage): ServiceDefinition;
	/** Set where the call for the archive answers with a redirect to it. */
	redirects?: true;
	/** Set where that host gives to everybody: what lies there is public. */
	isPublic?: true;
}

/** Lets only those in who bring this header. */
export function guarded(
	app: FastifyInstance,
	[name, value]: readonly [string, string],
	refuse: (reply: FastifyReply) => unknown,
): void {
	app.addHook('onRequest', async (request, reply) => {
		if (request.headers[name.toLowerCase()] !== value) await refuse(reply.code(401));
	});
}

/** An archive that is packed while it is sent: no length, no pieces. */
export function packed({ archive }: PresetStage, request: FastifyRequest, reply: FastifyReply): FastifyReply {
	return serveBytes(request, reply, archive, { type: 'application/zip' });
}

/** A host that gives out what has the right signature, and minds any other key (as S3 does). */
export function signedStorage(stage: PresetStage, path: string): ServiceDefinition {
	return {
		refusal: (_status, message) => `<Error><Code>AccessDenied</Code><Message>${message}</Message></Error>`,
		routes(app) {
			app.get(path, (request, reply) => {
				const { sig } = request.query as { sig?: string };
				if (sig !== 'one' || request.headers.authorization !== undefined) {
					const xml = '<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>';
					return reply.code(403).type('application/xml').send(xml);
				}
				return serveBytes(request, reply, stage.archive, { type: 'application/zip', ranges: true });
			});
		},
	};
}

/** Counts looks, and tells whether they have been enough. */
export function worker(stage: PresetStage): { isDone(): boolean; share(): number } {
	let looks = 0;
	return {
		isDone: () => looks++ >= stage.looks,
		share: () => Math.min(1, looks / (stage.looks + 1)),
	};
}

export { serveBytes };
