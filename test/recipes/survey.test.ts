/**
 * Forty services that give "these files as one archive", and whether a recipe can say how. Those that have a preset are tested
 * in presets.test.ts. The others are set up here as a user would, with the fields of Other Service, against answers as the
 * vendors' documents and clients have them (looked at in November 2026; none of these services was called).
 */
import type { INodeParameters } from 'n8n-workflow';
import { providers } from '../../nodes/shared/providers';
import { presets } from '../../nodes/shared/recipes/presets';
import { NODES, read as readNode } from '../panel/support';
import { deskOf, fieldsWith, playedApi, type Reply } from '../providers/support';
import { ARCHIVE, data, read } from './setUp';

const BASE = 'https://service.example/api';
/** A link to somebody else's host. */
const LINK = 'https://storage.example/archive.zip?sig=1';
const BEHIND_LINK = { [`LINK ${LINK}`]: ARCHIVE };

/** A service, set up by fields. */
interface SetUp {
	/** Fields of the node, by their names without `otherService`. */
	fields: Record<string, string>;
	/** Entries of More About the Service. */
	more?: Record<string, unknown>;
	values?: Record<string, string | string[]>;
	/** What the service answers. */
	script: Record<string, Reply | Reply[]>;
}

/** A preset, a service set up by fields, or why no recipe can say it. */
type Row = { preset: keyof typeof presets } | SetUp | { cannot: string };

const survey: Record<string, Row> = {
	Dropbox: { preset: 'dropbox' },
	Nextcloud: { preset: 'nextcloud' },
	Seafile: { preset: 'seafile' },
	// The link is put together from a host and a path, and a refusal has status 200.
	pCloud: {
		fields: { Answer: 'link', Path: '/getziplink?folderid={folder}', LinkAt: 'https://{hosts.0}{path}' },
		more: { refusedAt: 'result', refusedUnless: '0' },
		values: { folder: '9' },
		script: {
			'GET /getziplink?folderid=9': data({ result: 0, hosts: ['c1.example'], path: '/a.zip' }),
			'LINK https://c1.example/a.zip': ARCHIVE,
		},
	},
	// The id is glued from two facts; 202 while it is busy.
	'Zoho WorkDrive': {
		fields: {
			Answer: 'job',
			Method: 'POST',
			Path: '/files/zip',
			Body: '{ "ids": "{files}" }',
			IdAt: '{data.zuid}_{data.wms_key}',
			LookPath: '/downloadprogress?progressid={id}',
			ReadyWhen: 'present',
			ReadyAt: 'data.download_link',
			ContentFrom: 'link',
			LinkAt: 'data.download_link',
		},
		more: { working: '202' },
		values: { files: ['a', 'b'] },
		script: {
			'POST /files/zip': data({ data: { zuid: 77, wms_key: 'k1' } }),
			'GET /downloadprogress?progressid=77_k1': [
				data({ data: {} }, { status: 202 }),
				data({ data: { download_link: LINK } }),
			],
			...BEHIND_LINK,
		},
	},
	// Ready is a switch.
	'ONLYOFFICE DocSpace': {
		fields: {
			Answer: 'job',
			Method: 'PUT',
			Path: '/files/fileops/bulkdownload',
			Body: '{ "fileIds": "{files}" }',
			IdAt: 'response.0.id',
			LookPath: '/files/fileops',
			StateAt: 'response.0.finished',
			Ready: 'true',
			ContentFrom: 'link',
			LinkAt: 'response.0.url',
		},
		more: { working: 'false', reason: 'response.0.error', percent: 'response.0.progress' },
		values: { files: ['12', '13'] },
		script: {
			'PUT /files/fileops/bulkdownload': data({ response: [{ id: 'op1', finished: false }] }),
			'GET /files/fileops': [
				data({ response: [{ finished: false, progress: 40 }] }),
				data({ response: [{ finished: true, url: LINK }] }),
			],
			...BEHIND_LINK,
		},
	},
	// The job's address comes in a header.
	'Oracle Content': {
		fields: {
			Answer: 'job',
			Method: 'POST',
			Path: '/folders/{folder}/_download',
			IdAt: 'header:Location',
			LookPath: '/folders/{folder}/_download/{id}',
			StateAt: 'jobStatus',
			Ready: 'SUCCEEDED',
			Failed: 'FAILED',
			ContentPath: '/folders/{folder}/_download/{id}/package',
		},
		more: { working: 'INPROGRESS' },
		values: { folder: 'F1' },
		script: {
			'POST /folders/F1/_download': data(null, {
				status: 202,
				headers: { location: `${BASE}/folders/F1/_download/J1` },
			}),
			'GET /folders/F1/_download/J1': [data({ jobStatus: 'INPROGRESS' }), data({ jobStatus: 'SUCCEEDED' })],
			'GET /folders/F1/_download/J1/package': ARCHIVE,
		},
	},
	// 400 means that it is still being made; then the same address gives the archive.
	'Oracle Primavera': {
		fields: {
			Answer: 'job',
			Method: 'POST',
			Path: '/document/file/zip/zipRequest',
			Body: '{ "ids": "{documents}" }',
			IdAt: 'zipRequestId',
			LookPath: '/document/file/zip/zipRequest/{id}',
			ReadyWhen: 'archive',
			ContentFrom: 'look',
		},
		more: { working: '400' },
		values: { documents: ['1'] },
		script: {
			'POST /document/file/zip/zipRequest': data({ zipRequestId: 5 }),
			'GET /document/file/zip/zipRequest/5': [data({}, { status: 400 }), ARCHIVE],
		},
	},
	'Synology File Station': { cannot: 'it asks for a login first, whose session id every call carries' },
	'Google Data Portability': { cannot: 'it gives several archives for one job' },
	GitHub: { preset: 'github' },
	GitLab: { preset: 'gitlab' },
	Crowdin: { preset: 'crowdin' },
	Lokalise: { preset: 'lokalise' },
	// What tells that it is ready is there, or is not.
	'Phrase TMS': {
		fields: {
			Answer: 'job',
			Method: 'PUT',
			Path: '/projects/{project}/jobs/{job}/targetFile',
			IdAt: 'asyncRequest.id',
			LookPath: '/async/{id}',
			ReadyWhen: 'present',
			ReadyAt: 'asyncResponse.dateCreated',
			ContentPath: '/projects/{project}/jobs/{job}/downloadTargetFile/{id}',
		},
		values: { project: 'p', job: 'j' },
		script: {
			'PUT /projects/p/jobs/j/targetFile': data({ asyncRequest: { id: 'a1' } }, { status: 202 }),
			'GET /async/a1': [
				data({ id: 'a1', asyncResponse: null }),
				data({ id: 'a1', asyncResponse: { dateCreated: '2026-11-25T10:00:00Z' } }),
			],
			'GET /projects/p/jobs/j/downloadTargetFile/a1': ARCHIVE,
		},
	},
	// Ready is a redirect: who follows it has the archive.
	Transifex: {
		fields: {
			Answer: 'job',
			Method: 'POST',
			Path: '/resource_translations_async_downloads',
			Body: '{ "data": { "type": "resource_translations_async_downloads", "language": "{language}" } }',
			IdAt: 'data.id',
			LookPath: '/resource_translations_async_downloads/{id}',
			StateAt: 'data.attributes.status',
			Ready: '303',
			Failed: 'failed',
			ContentFrom: 'look',
		},
		more: {
			working: 'pending, processing',
			headers: { entry: [{ name: 'Content-Type', value: 'application/vnd.api+json' }] },
		},
		values: { language: 'l:de' },
		script: {
			'POST /resource_translations_async_downloads': data({ data: { id: 't1' } }, { status: 202 }),
			'GET /resource_translations_async_downloads/t1': [
				data({ data: { attributes: { status: 'processing' } } }),
				{ status: 303, headers: { location: LINK } },
				{ status: 303, headers: { location: LINK } },
				ARCHIVE,
			],
		},
	},
	LingoHub: {
		fields: {
			Answer: 'job',
			Method: 'POST',
			Path: '/projects/{project}/exports',
			IdAt: 'id',
			LookPath: '/projects/{project}/exports/{id}',
			StateAt: 'status',
			Ready: 'SUCCESS',
			Failed: 'FAILED',
			ContentFrom: 'link',
			LinkAt: 'downloadUrl',
		},
		more: { working: 'PENDING, RUNNING' },
		values: { project: 'web' },
		script: {
			'POST /projects/web/exports': data({ id: 'e1' }, { status: 201 }),
			'GET /projects/web/exports/e1': [
				data({ status: 'PENDING' }),
				data({ status: 'SUCCESS', downloadUrl: LINK }),
			],
			...BEHIND_LINK,
		},
	},
	// Its key stands in the form, and so in a field of the node: no credential puts one there.
	POEditor: {
		fields: {
			Answer: 'link',
			Method: 'POST',
			Path: '/projects/export',
			Body: '{ "api_token": "key", "id": "{project}", "type": "android_strings" }',
			LinkAt: 'result.url',
		},
		more: { bodyAs: 'form', refusedAt: 'response.code', refusedUnless: '200' },
		values: { project: '7' },
		script: {
			'POST /projects/export': data({ response: { code: '200' }, result: { url: LINK } }),
			...BEHIND_LINK,
		},
	},
	Qualtrics: { preset: 'qualtrics' },
	// The whole answer is the key.
	GBIF: {
		fields: {
			Answer: 'job',
			Method: 'POST',
			Path: '/occurrence/download/request',
			Body: '{ "predicate": { "type": "equals", "key": "TAXON_KEY", "value": "{taxon}" } }',
			IdAt: '',
			LookPath: '/occurrence/download/{id}',
			StateAt: 'status',
			Ready: 'SUCCEEDED',
			Failed: 'FAILED, KILLED',
			ContentPath: '/occurrence/download/request/{id}.zip',
		},
		more: { working: 'PREPARING, RUNNING', cancelled: 'CANCELLED' },
		values: { taxon: '212' },
		script: {
			'POST /occurrence/download/request': {
				status: 201,
				bytes: '0001234-260101',
				headers: { 'content-type': 'text/plain' },
			},
			'GET /occurrence/download/0001234-260101': [data({ status: 'RUNNING' }), data({ status: 'SUCCEEDED' })],
			'GET /occurrence/download/request/0001234-260101.zip': ARCHIVE,
		},
	},
	// The link is asked for once it is ready.
	'Copernicus CDS': {
		fields: {
			Answer: 'job',
			Method: 'POST',
			Path: '/processes/{dataset}/execution',
			Body: '{ "inputs": { "year": "{year}", "download_format": "zip" } }',
			IdAt: 'jobID',
			LookPath: '/jobs/{id}',
			StateAt: 'status',
			Ready: 'successful',
			Failed: 'failed, rejected',
			ContentFrom: 'askLink',
			LinkPath: '/jobs/{id}/results',
			LinkAt: 'asset.value.href',
		},
		more: { working: 'accepted, running' },
		values: { dataset: 'era5', year: '2025' },
		script: {
			'POST /processes/era5/execution': data({ jobID: 'c1' }, { status: 201 }),
			'GET /jobs/c1': [data({ status: 'accepted' }), data({ status: 'successful' })],
			'GET /jobs/c1/results': data({ asset: { value: { href: LINK } } }),
			...BEHIND_LINK,
		},
	},
	// Two states mean ready.
	'Planet Orders': {
		fields: {
			Answer: 'job',
			Method: 'POST',
			Path: '/orders',
			Body: '{ "products": [{ "item_ids": "{items}" }], "delivery": { "archive_type": "zip", "single_archive": true } }',
			IdAt: 'id',
			LookPath: '/orders/{id}',
			StateAt: 'state',
			Ready: 'success, partial',
			Failed: 'failed',
			ContentFrom: 'link',
			LinkAt: '_links.results.0.location',
		},
		more: {
			working: 'queued, running',
			cancelled: 'cancelled',
			cancelPath: '/orders/{id}',
			cancelMethod: 'PUT',
		},
		values: { items: ['i1'] },
		script: {
			'POST /orders': data({ id: 'o1', state: 'queued' }, { status: 202 }),
			'GET /orders/o1': [
				data({ state: 'running' }),
				data({ state: 'partial', _links: { results: [{ location: LINK }] } }),
			],
			...BEHIND_LINK,
		},
	},
	Dataverse: { preset: 'dataverse' },
	'Zenodo, InvenioRDM': { preset: 'zenodo' },
	OSF: { preset: 'osf' },
	Kaggle: {
		fields: { Path: '/datasets/download/{owner}/{dataset}' },
		values: { owner: 'zillow', dataset: 'zecon' },
		script: { 'GET /datasets/download/zillow/zecon': ARCHIVE },
	},
	// The same call is made until it has a link.
	Roboflow: {
		fields: {
			Answer: 'nothing',
			Path: '/{workspace}/{project}/{version}/coco',
			ReadyWhen: 'present',
			ReadyAt: 'export.link',
			ContentFrom: 'link',
			LinkAt: 'export.link',
		},
		more: { percent: 'progress' },
		values: { workspace: 'acme', project: 'bolts', version: '3' },
		script: {
			'GET /acme/bolts/3/coco': [data({ ready: false, progress: 0.4 }), data({ export: { link: LINK } })],
			...BEHIND_LINK,
		},
	},
	// What it calls a link lies below the base URL, and wants the credential.
	CVAT: {
		fields: {
			Answer: 'job',
			Method: 'POST',
			Path: '/projects/{project}/dataset/export?format={format}&save_images=true',
			IdAt: 'rq_id',
			LookPath: '/requests/{id}',
			StateAt: 'status',
			Ready: 'finished',
			Failed: 'failed',
			ContentFrom: 'link',
			LinkAt: 'result_url',
		},
		more: { working: 'queued, started', reason: 'message' },
		values: { project: '1', format: 'COCO 1.0' },
		script: {
			'POST /projects/1/dataset/export?format=COCO%201.0&save_images=true': data(
				{ rq_id: 'action=export&id=1' },
				{ status: 202 },
			),
			'GET /requests/action%3Dexport%26id%3D1': [
				data({ status: 'started' }),
				data({ status: 'finished', result_url: `${BASE}/projects/1/dataset/download?rq_id=1` }),
			],
			'GET /projects/1/dataset/download?rq_id=1': ARCHIVE,
		},
	},
	'Label Studio': { preset: 'labelStudio' },
	Canva: { cannot: 'it gives links to single files, and no archive' },
	Cloudinary: { cannot: 'the client signs each request' },
	// Of one item alone it gives the sound itself, which is refused as no ZIP.
	ElevenLabs: {
		fields: { Method: 'POST', Path: '/history/download', Body: '{ "history_item_ids": "{items}" }' },
		values: { items: ['h1', 'h2'] },
		script: { 'POST /history/download': ARCHIVE },
	},
	DocuSign: {
		fields: { Path: '/accounts/{account}/envelopes/{envelope}/documents/archive' },
		values: { account: 'a', envelope: 'e' },
		script: { 'GET /accounts/a/envelopes/e/documents/archive': ARCHIVE },
	},
	'Paperless-ngx': { preset: 'paperlessNgx' },
	Immich: { preset: 'immich' },
	'8x8': {
		fields: {
			Answer: 'job',
			Method: 'POST',
			Path: '/bulk/download/start',
			Body: '{ "objectIds": "{objects}" }',
			IdAt: 'zipName',
			LookPath: '/bulk/download/{id}',
			ReadyWhen: 'archive',
			ContentFrom: 'look',
		},
		values: { objects: ['r1', 'r2'] },
		script: {
			'POST /bulk/download/start': data({ zipName: 'z1.zip' }),
			'GET /bulk/download/z1.zip': [data({ status: 'IN_PROGRESS' }), ARCHIVE],
		},
	},
	Wix: {
		fields: {
			Answer: 'job',
			Method: 'POST',
			Path: '/bulk-downloads',
			Body: '{ "ids": "{files}" }',
			IdAt: 'job.id',
			LookPath: '/bulk-downloads/{id}',
			StateAt: 'job.status',
			Ready: 'COMPLETED',
			Failed: 'FAILED',
			ContentFrom: 'link',
			LinkAt: 'job.downloadUrl',
		},
		more: { working: 'IN_PROGRESS', removePath: '/bulk-downloads/{id}' },
		values: { files: ['f1'] },
		script: {
			'POST /bulk-downloads': data({ job: { id: 'w1' } }),
			'GET /bulk-downloads/w1': [
				data({ job: { status: 'IN_PROGRESS' } }),
				data({ job: { status: 'COMPLETED', downloadUrl: LINK } }),
			],
			...BEHIND_LINK,
		},
	},
	openinary: {
		fields: { Method: 'POST', Path: '/download-zip', Body: '{ "paths": "{paths}" }' },
		values: { paths: ['a.png', 'b.png'] },
		script: { 'POST /download-zip': ARCHIVE },
	},
	'files.ro': {
		fields: { Path: '/v1/zip?items={items}' },
		values: { items: ['a', 'b'] },
		script: { 'GET /v1/zip?items=a%2Cb': ARCHIVE },
	},
	'Zoho Analytics': { cannot: 'it exports tables, and no archive' },
};

const rows = Object.entries(survey);
const byFields = rows.flatMap(([name, row]) => ('fields' in row ? [[name, row] as const] : []));

test('at least 34 of 40 can be said by a recipe; of the others it is told why not', () => {
	expect(rows).toHaveLength(40);
	const cannot = rows.flatMap(([, row]) => ('cannot' in row ? [row.cannot] : []));
	expect(rows.length - cannot.length).toBeGreaterThanOrEqual(34);
	for (const reason of cannot) expect(reason).toMatch(/\w+ \w+/);
});

test('every preset that the survey names is there', () => {
	for (const [, row] of rows) if ('preset' in row) expect(Object.keys(presets)).toContain(row.preset);
});

/** More looks than any of them has answers for. */
const MOST_LOOKS = 5;

test.each(byFields)('%s, by the fields of Other Service', async (_name, { fields, more, values, script }) => {
	const provider = providers.otherService;
	const entered = {
		authentication: 'anyService.none',
		service: 'otherService',
		...Object.fromEntries(Object.entries(fields).map(([name, value]) => [`otherService${name}`, value])),
		otherServiceMore: more ?? {},
		options: {
			otherServiceValues: {
				value: Object.entries(values ?? {}).map(([name, value]) => ({ name, value })),
			},
		},
	} as INodeParameters;
	const api = playedApi(provider, script, { settings: { baseUrl: BASE } });
	// Each node knows what n8n leaves of its fields, and none of them is marked as wrong.
	const [creating, waiting, reading] = NODES.map(([, description]) => {
		const { parameters, issues } = readNode(description, entered, 2);
		expect(issues).toEqual([]);
		const { options, ...own } = parameters;
		return { ...own, ...(options as object) };
	});
	let handle = await deskOf(provider, api, creating).create(provider.requestFrom(fieldsWith(creating)));
	for (let looks = 0; handle.state === 'preparing' && looks < MOST_LOOKS; looks++)
		handle = await deskOf(provider, api, waiting).check(handle);
	expect(handle).toMatchObject({ state: 'ready', warnings: [] });
	expect(JSON.stringify(handle)).not.toMatch(/https?:\/\//);
	expect(await read(await deskOf(provider, api, reading).open(handle))).toBe('PK');
	const asked = new Set(api.calls.map(({ line }) => line));
	expect([...Object.keys(script)].filter((line) => !asked.has(line))).toEqual([]);
});
