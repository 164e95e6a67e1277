import { createHmac, randomBytes } from 'node:crypto';
import { queryOf } from '../../core/authorization';
import type { ByteSource } from '../../core/byteSource';
import { serveBytes } from '../../core/serveBytes';
import type { ServiceDefinition } from '../../core/service';
import type { Stage } from '../../stage';
import type { DataFramerBehaviour } from './behaviour';

/** Presigned links and what lies behind them. */
export interface SignedLinks {
	/** A link that opens `archive` for that many seconds. */
	sign(id: string, archive: ByteSource, seconds: number): string;
}

interface SignedLink {
	archive: ByteSource;
	expires: number;
}

function xml(code: string, message: string, more = ''): string {
	return `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message>${more}<RequestId>SANDBOX0123456789</RequestId><HostId>sandbox</HostId></Error>`;
}

const EXPIRED = xml('AccessDenied', 'Request has expired', '<X-Amz-Expires>3600</X-Amz-Expires>');

/** The S3 host of DataFramer: presigned GET links, ranges, and no patience with a second credential. */
export function dataFramerStorage(stage: Stage<DataFramerBehaviour>): {
	service: ServiceDefinition;
	links: SignedLinks;
} {
	const key = randomBytes(16);
	const signed = new Map<string, SignedLink>();
	stage.onReset(() => signed.clear());
	stage.onExpireLinks('dataFramerStorage', () => signed.forEach((link) => (link.expires = 0)));

	const links: SignedLinks = {
		sign(id, archive, seconds) {
			const signature = createHmac('sha256', key).update(`${id}${signed.size}`).digest('hex');
			signed.set(signature, { archive, expires: Date.now() + seconds * 1000 });
			const query = new URLSearchParams({
				'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
				'X-Amz-Credential': 'AKIASANDBOX/20261121/us-east-1/s3/aws4_request',
				'X-Amz-Expires': String(Math.ceil(seconds)),
				'X-Amz-SignedHeaders': 'host',
				'X-Amz-Signature': signature,
			});
			return `${stage.core.origins.dataFramerStorage}/dataframer-archives/runs/${id}/all_files.zip?${query}`;
		},
	};

	const service: ServiceDefinition = {
		refusal: (status, message) => xml(status === 503 ? 'SlowDown' : 'InternalError', message),
		expired: { status: 403, type: 'application/xml', body: EXPIRED },
		routes(app) {
			app.addHook('onRequest', (request, reply, done) => {
				void reply.type('application/xml');
				if (request.headers.authorization === undefined) return done();
				const text =
					'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified';
				const more = '<ArgumentName>Authorization</ArgumentName>';
				void reply.code(400).send(xml('InvalidArgument', text, more));
			});
			// A presigned link is bound to its method: this one was signed for GET.
			app.head('/*', (_request, reply) => reply.code(403).send(''));
			app.get('/*', (request, reply) => {
				const link = signed.get(queryOf(request)['X-Amz-Signature'] ?? '');
				if (link === undefined) {
					const text = 'The request signature we calculated does not match the signature you provided.';
					return reply.code(403).send(xml('SignatureDoesNotMatch', text));
				}
				if (link.expires <= Date.now()) return reply.code(403).send(EXPIRED);
				return serveBytes(request, reply, link.archive, { type: 'application/zip', ranges: true });
			});
		},
	};
	return { service, links };
}
