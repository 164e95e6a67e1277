import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { bearerOf } from '../../core/authorization';
import { asSource } from '../../core/byteSource';
import type { ServiceDefinition } from '../../core/service';
import { secrets } from './secrets';
import { cachedZip } from '../../fixtures/archive';
import { SAMPLE_FILES, sourceFile, type SourceFile } from '../../fixtures/files';
import type { Stage } from '../../stage';
import type { DataFramerBehaviour } from './behaviour';
import type { SignedLinks } from './storage';

/** Runs of the sandbox by what they show. */
export const DATAFRAMER_RUNS = {
	/** Has files. */
	ready: '182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e',
	/** Is being generated when first asked about; has files later. */
	inProgress: '2a31c5d6-7f2b-4f05-b8aa-bb7eab7bc37f',
	failed: '3b42d6e7-803c-4016-89bb-cc8fbc8cd480',
	canceled: '4c53e7f8-914d-4127-9acc-dd90cd9de591',
	/** Succeeded and made nothing. */
	empty: '5d64f809-a25e-4238-8bdd-eea1deaef6a2',
} as const;

/** What the archive of a run holds: every file, what was found out about each, and a summary. */
export const DATAFRAMER_FILES: readonly SourceFile[] = [
	...SAMPLE_FILES,
	...SAMPLE_FILES.map((file) =>
		sourceFile(
			`${file.path}.metadata`,
			JSON.stringify({ classes: { quality: 'good' }, bytes: file.bytes.length }),
		),
	),
	sourceFile('top_level.metadata', JSON.stringify({ evaluation: 'SUCCEEDED', files: SAMPLE_FILES.length })),
];

interface Build {
	asked: number;
	since: number;
}

/** DataFramer: the ZIP is built by asking for it; 202 until it is there. */
export function dataFramer(stage: Stage<DataFramerBehaviour>, links: SignedLinks): ServiceDefinition {
	const builds = new Map<string, Build>();
	let runStarted: number | undefined;
	stage.onReset(() => {
		builds.clear();
		runStarted = undefined;
	});
	const settings = () => stage.behaviour;
	const { paced } = stage.core;

	function statusOf(id: string): string | undefined {
		if (id === DATAFRAMER_RUNS.failed) return 'FAILED';
		if (id === DATAFRAMER_RUNS.canceled) return 'CANCELED';
		if (id === DATAFRAMER_RUNS.inProgress) {
			runStarted ??= Date.now();
			const gone = Date.now() - runStarted;
			const total = paced(settings().runMilliseconds);
			return gone >= total ? 'SUCCEEDED' : gone >= total / 2 ? 'PROCESSING' : 'PENDING';
		}
		return id === DATAFRAMER_RUNS.ready || id === DATAFRAMER_RUNS.empty ? 'SUCCEEDED' : undefined;
	}

	function filesOf(id: string): readonly SourceFile[] {
		return id !== DATAFRAMER_RUNS.empty && statusOf(id) === 'SUCCEEDED' ? DATAFRAMER_FILES : [];
	}

	function run(id: string): Record<string, unknown> {
		const status = statusOf(id);
		return {
			id,
			status,
			spec_id: '6e750a1b-b36f-4349-9cee-ffb2efbf07b3',
			spec_name: 'Invoices',
			spec_version: 3,
			dataset_id: null,
			dataset_name: null,
			dataset_type: 'MULTI_FOLDER',
			samples_completed: filesOf(id).length,
			samples_failed: status === 'FAILED' ? 4 : 0,
			total_cost: status === 'SUCCEEDED' ? 0.42 : null,
			created_at: '2026-11-20T09:00:00Z',
			created_by_email: 'ada@sandbox.example',
			completed_at: status === 'SUCCEEDED' ? '2026-11-20T09:10:00Z' : null,
		};
	}

	/** One of many runs: the later ones come first nowhere but in a list that is sorted. */
	function madeUp(index: number): Record<string, unknown> {
		const id = `3ade0000-1111-4222-8333-${String(index).padStart(12, '0')}`;
		const createdAt = new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString();
		return { ...run(DATAFRAMER_RUNS.ready), id, spec_name: `Entry ${index}`, created_at: createdAt };
	}

	async function download(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
		const id = (request.params as { id: string }).id;
		if (filesOf(id).length === 0) return reply.code(404).send({ error: 'No generated files found' });
		const build = builds.get(id) ?? { asked: 0, since: Date.now() };
		builds.set(id, build);
		build.asked += 1;
		const built = Date.now() - build.since >= paced(settings().buildMilliseconds);
		if (build.asked <= settings().pendingAnswers || !built) {
			return reply.code(202).send({ download_url: null, size_bytes: null });
		}
		const { lostFiles, surplusBytes } = settings();
		const files = filesOf(id).slice(lostFiles);
		const archive = stage.archive ?? asSource(await cachedZip(`dataFramer ${lostFiles}`, files));
		return reply.send({
			download_url: links.sign(id, archive, settings().linkSeconds),
			size_bytes: archive.size + surplusBytes,
		});
	}

	return {
		refusal: (_status, message) => ({ detail: message }),
		// As Django does it: the address without the slash is a redirect, not an answer.
		notFound(request, reply) {
			const path = (request.raw.url ?? '').split('?')[0] ?? '';
			return path.endsWith('/')
				? reply.code(404).send({ detail: 'Not found.' })
				: reply.redirect(`${path}/`, 301);
		},
		routes(app) {
			app.addHook('onRequest', (request, reply, done) => {
				if (bearerOf(request) === secrets.apiKey) return done();
				const sent = request.headers.authorization !== undefined;
				void reply.code(401).send({
					detail: sent ? 'Invalid API key.' : 'Authentication credentials were not provided.',
				});
			});
			app.get('/api/dataframer/datasets/', () => [
				{
					id: randomUUID(),
					name: 'Invoices',
					dataset_type: 'MULTI_FOLDER',
					created_at: '2026-11-19T10:00:00Z',
				},
			]);
			app.get('/api/dataframer/runs/', () => {
				const { listed } = settings();
				return listed === null
					? Object.values(DATAFRAMER_RUNS).map((id) => run(id))
					: Array.from({ length: listed }, (_, index) => madeUp(index));
			});
			app.get('/api/dataframer/runs/:id/', (request, reply) => {
				const { id } = request.params as { id: string };
				if (statusOf(id) === undefined) return reply.code(404).send({ detail: 'Not found.' });
				// Of an archive that a test put there nobody has listed the files.
				const files = stage.archive === undefined ? filesOf(id) : [];
				const generated = files.map((file, index) => ({
					id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
					path: file.path,
					file_type: file.path.split('.').pop(),
					size_bytes: file.bytes.length,
				}));
				return reply.send({ ...run(id), runtime_params: {}, generated_files: generated });
			});
			app.get('/api/dataframer/runs/:id/evaluations/', () => [{ id: randomUUID(), status: 'SUCCEEDED' }]);
			app.get('/api/dataframer/runs/:id/files/download/', download);
		},
	};
}
