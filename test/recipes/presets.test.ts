/** Every preset by being listed: the whole way, faults, and handles that somebody else wrote. */
import JSZip from 'jszip';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { ArchiveServiceApi } from '../../credentials/ArchiveServiceApi.credentials';
import { ArchiveServiceBasicApi } from '../../credentials/ArchiveServiceBasicApi.credentials';
import { ArchiveServiceBearerApi } from '../../credentials/ArchiveServiceBearerApi.credentials';
import { ArchiveServiceHeaderApi } from '../../credentials/ArchiveServiceHeaderApi.credentials';
import { ArchiveServiceOAuth2Api } from '../../credentials/ArchiveServiceOAuth2Api.credentials';
import { ArchiveServiceQueryApi } from '../../credentials/ArchiveServiceQueryApi.credentials';
import type { ArchiveHandle } from '../../nodes/shared/contract';
import { providers } from '../../nodes/shared/providers';
import { presets } from '../../nodes/shared/recipes/presets';
import { SIGN_INS } from '../../nodes/shared/recipes/signIns';
import { signIn } from '../providers/live';
import { deskOf, fieldsWith, saidBy, type Desk } from '../providers/support';
import { asSource } from '../sandbox/core/byteSource';
import { FaultQueue } from '../sandbox/core/faults';
import { startService, type Core } from '../sandbox/core/service';
import { cachedZip } from '../sandbox/fixtures/archive';
import { SAMPLE_FILES } from '../sandbox/fixtures/files';
import { presetServices } from './services';
import { taken } from './setUp';

const TYPES = {
	none: new ArchiveServiceApi(),
	basic: new ArchiveServiceBasicApi(),
	bearer: new ArchiveServiceBearerApi(),
	header: new ArchiveServiceHeaderApi(),
	oAuth2: new ArchiveServiceOAuth2Api(),
	query: new ArchiveServiceQueryApi(),
};
const names = Object.keys(presets) as Array<keyof typeof presets>;
const FOLDER = resolve(__dirname, '../../nodes/shared/recipes/presets');
const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' });

/** The file of a preset, in whichever room it stands. */
function fileOf(name: string): string {
	return resolve(FOLDER, files.find((path) => basename(path) === `${name}.ts`) ?? `${name}.ts`);
}

describe.each(names)('%s', (name) => {
	const preset = presets[name];
	const service = presetServices[name];
	const provider = providers[name];
	let apps: FastifyInstance[] = [];
	let core: Core;
	beforeEach(async () => {
		const archive = asSource(await cachedZip('samples', SAMPLE_FILES));
		core = { faults: new FaultQueue(), requests: [], origins: {}, paced: () => 0 };
		const stage = {
			archive,
			looks: 2,
			get origins() {
				return { api: core.origins.api, storage: core.origins.storage };
			},
		};
		const definitions = { api: service.api(stage), storage: service.storage?.(stage) };
		apps = [await startService(core, 'api', definitions.api)];
		const nobody = { refusal: () => '', routes: () => {} };
		apps.push(await startService(core, 'storage', definitions.storage ?? nobody));
	});
	afterEach(async () => {
		await Promise.all(apps.map(async (app) => await app.close()));
	});

	async function desk(data: Record<string, string> = {}): Promise<Desk> {
		const baseUrl = `${core.origins.api}${service.basePath ?? ''}/`;
		const { api } = await signIn(provider, TYPES[service.signIn], { baseUrl, ...service.data, ...data });
		return deskOf(provider, api);
	}
	function request(other: Record<string, string> = {}): unknown {
		const typed = Object.entries({ ...service.fields, ...other }).map(([field, value]) => [
			`${name}${field[0].toUpperCase()}${field.slice(1)}`,
			value,
		]);
		return provider.requestFrom(fieldsWith(Object.fromEntries(typed) as Record<string, unknown>));
	}
	async function waited(at: Desk): Promise<ArchiveHandle> {
		let handle = await at.create(request());
		while (handle.state === 'preparing') handle = await at.check(handle);
		return handle;
	}

	test('every file comes, byte for byte, and the credential goes nowhere else', async () => {
		const at = await desk();
		const handle = await waited(at);
		expect(handle).toMatchObject({ provider: name, state: 'ready', warnings: [] });
		expect(handle.fileName).toMatch(/^[^/{}]+\.zip$/);
		const bytes = await taken(await at.open(handle), at.session.api, preset.displayName);
		const zip = await JSZip.loadAsync(bytes, { checkCRC32: true });
		for (const { path, sha256 } of SAMPLE_FILES) {
			const content = await zip.file(path)!.async('nodebuffer');
			expect([path, createHash('sha256').update(content).digest('hex')]).toEqual([path, sha256]);
		}
		const secrets = Object.entries(service.data)
			.filter(([field]) => /secret|token|password/i.test(field))
			.map(([, value]) => value);
		const text = JSON.stringify(handle);
		expect(text).not.toMatch(/https?:\/\/\w/);
		for (const secret of secrets) {
			expect(text).not.toContain(secret);
			for (const { origin, headers, url } of core.requests) {
				if (origin === 'storage') expect(JSON.stringify([headers, url])).not.toContain(secret);
			}
		}
		const isOf = (origin: string) => core.requests.some((one) => one.origin === origin);
		expect([isOf('api'), isOf('storage')]).toEqual([true, service.storage !== undefined]);
	});

	test.each([
		[{ name: 'html' as const }, /a web page/],
		[{ name: 'status' as const, status: 403 }, /does not allow this|refuses the request/],
		[{ name: 'status' as const, status: 500 }, /could not answer/],
	])('what goes wrong is told: %j', async (fault, message) => {
		const at = await desk();
		core.faults.add('api', { ...fault, times: Infinity });
		const said = await saidBy(
			async () => await taken(await at.open(await waited(at)), at.session.api, preset.displayName),
		);
		expect(said.message).toMatch(message);
		expect(said.message).toContain(preset.displayName);
	});

	test('a refusal in passing is asked again', async () => {
		const at = await desk();
		core.faults.add('api', { name: 'status', status: 429, retryAfter: '0' });
		const { status } = await (await at.open(await waited(at))).fetch();
		expect(status).toBe(200);
	});

	if (Object.keys(service.data).length > 0) {
		test('a wrong key is told as one', async () => {
			const wrong = Object.fromEntries(
				Object.keys(service.data)
					.filter((field) => /secret|token|password/i.test(field))
					.map((field) => [field, 'wrong-key']),
			);
			const at = await desk(wrong);
			const said = await saidBy(async () => await (await at.open(await waited(at))).fetch());
			expect(said.message).toBe(`${preset.displayName} did not accept the sign-in`);
			expect(`${said.message} ${said.description}`).not.toContain('wrong-key');
		});
	}

	if (preset.find === undefined) {
		test('asks for the archive at once: the service tells what is missing, or nothing cheap does', () => {
			expect(provider.find).toBeUndefined();
			expect(service.missing).toBeUndefined();
		});
	} else {
		test('is looked at first, with one request that changes nothing', async () => {
			const { fileName, state } = await (await desk()).createFound(request());
			expect({ fileName, state }).toEqual({
				fileName: service.called ?? expect.stringMatching(/^[^/{}]+\.zip$/),
				state: 'ready',
			});
			expect(core.requests).toHaveLength(1);
		});

		test('what is missing is named', async () => {
			const at = await desk();
			const said = await saidBy(async () => await at.createFound(request(service.missing?.fields)));
			expect(said.message).toBe(`${preset.displayName} could not find ${service.missing?.named}`);
			expect(said).toMatchObject({ code: 'NOT_FOUND', status: expect.any(Number) as number });
			expect(core.requests).toHaveLength(1);
		});

		test('a look that does not go through keeps nobody from asking', async () => {
			const at = await desk();
			core.faults.add('api', { name: 'status', status: 405 });
			expect(await at.createFound(request())).toMatchObject({ state: 'ready' });
		});
	}

	test.each([
		['addresses everywhere', (foreign: string) => ({ archiveId: `${foreign}/x`, values: foreign })],
		['ways upwards', () => ({ archiveId: '../../x', values: '../../admin' })],
		['dots', () => ({ archiveId: '..', values: '..' })],
	])('a handle of somebody leads nowhere else: %s', async (_name, forge) => {
		const at = await desk();
		const { archiveId, values } = forge(core.origins.storage);
		const evil: ArchiveHandle = {
			...(await at.create(request())),
			state: 'ready',
			archiveId,
			request: {
				path: '/admin',
				url: core.origins.storage,
				values: Object.fromEntries(preset.fields.map((field) => [field.name, values])),
				kept: { 'look.result.fileId': core.origins.storage },
			},
		};
		core.requests.length = 0;
		await (async () => await (await at.open(evil)).fetch())().catch(() => undefined);
		expect(core.requests.filter(({ origin }) => origin !== 'api')).toEqual([]);
		const base = new URL(`${core.origins.api}${service.basePath ?? ''}/`).pathname;
		for (const { url } of core.requests) {
			expect(url.startsWith(base)).toBe(true);
			expect(decodeURI(url)).not.toMatch(/\/\.\.\/|\/admin$/);
		}
	});

	test('is a file of data, with a page of the vendor and fields of its own', () => {
		const file = fileOf(name);
		const [, data] = readFileSync(file, 'utf8').split(/: Preset = \{\n|\n\};/);
		expect(data.split('\n').length).toBeLessThanOrEqual(30);
		expect(JSON.parse(JSON.stringify(preset))).toEqual(preset);
		expect(preset.page).toMatch(/^https:\/\/[\w.-]+\//);
		expect(preset.baseUrl).toMatch(/^https:\/\//);
		expect(preset.name).toBe(name);
		const shown = provider.fields.create.map(({ name: field }) => field);
		expect(shown.every((field) => field.startsWith(name))).toBe(true);
		for (const one of preset.signIns) expect(SIGN_INS[one].value).toBe(one);
		expect(TYPES[service.signIn].name).toBe(SIGN_INS[service.signIn].credential);
		expect(preset.signIns).toContain(service.signIn);
	});
});
