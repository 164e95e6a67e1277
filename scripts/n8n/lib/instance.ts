import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startChild, type Child } from './children';
import { command } from './command';
import { n8nEnvironment, type Place } from './environment';
import type { Installed } from './install';
import { NPM } from './npm';
import { freePort } from './ports';
import { NeverComes, until } from './until';

/** A running n8n process. */
export interface Instance {
	origin: string;
	place: Place;
	child: Child;
}

export interface InstanceOptions {
	installed: Installed;
	/** The packed package, or several: all go into the user folder as the editor would install them. */
	tarballs: string[];
	/** An empty folder for its database, files and log. */
	folder: string;
	/** n8n's command: `start` or `worker`. */
	command?: string[];
	env?: NodeJS.ProcessEnv;
	encryptionKey?: string;
	/** Milliseconds until it must be ready. A first start runs every migration. */
	timeout?: number;
}

/** Starts n8n in `folder` with the packages installed, and resolves when it takes requests. */
export async function startInstance(options: InstanceOptions): Promise<Instance> {
	const { installed, folder, timeout = 180_000 } = options;
	const args = options.command ?? ['start'];
	const place: Place = {
		userFolder: folder,
		port: await freePort(),
		brokerPort: await freePort(),
		encryptionKey: options.encryptionKey ?? randomBytes(16).toString('hex'),
	};
	await installPackages(folder, options.tarballs);
	const name = `n8n ${args[0]}`;
	const health =
		args[0] === 'worker'
			? { QUEUE_HEALTH_CHECK_ACTIVE: 'true', QUEUE_HEALTH_CHECK_PORT: String(place.port) }
			: {};
	const child = startChild(name, {
		command: installed.node,
		args: [installed.n8n, ...args],
		env: n8nEnvironment(place, { ...health, ...options.env }),
		cwd: folder,
		logFile: join(folder, 'n8n.log'),
	});
	const origin = `http://127.0.0.1:${place.port}`;
	await until(`${name} to take requests`, { timeout }, async () => {
		if (child.ended()) throw new NeverComes(`${name} ended while starting:\n${child.tail()}`);
		const response = await fetch(`${origin}/healthz/readiness`, { signal: AbortSignal.timeout(5000) });
		return response.ok ? true : undefined;
	});
	return { origin, place, child };
}

/** Installs tarballs as n8n's own "Install community node" does: into `.n8n/nodes`, without scripts and peers. */
async function installPackages(userFolder: string, tarballs: string[]): Promise<void> {
	const nodes = join(userFolder, '.n8n', 'nodes');
	mkdirSync(nodes, { recursive: true });
	const manifest = { name: 'installed-nodes', private: true, dependencies: {} };
	writeFileSync(join(nodes, 'package.json'), JSON.stringify(manifest));
	const flags = [
		'--ignore-scripts',
		'--legacy-peer-deps',
		'--offline',
		'--no-audit',
		'--no-fund',
		'--no-package-lock',
	];
	await command(NPM, ['install', ...tarballs, ...flags], { cwd: nodes, timeout: 120_000 });
}
