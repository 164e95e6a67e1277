import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { startChild, type Child } from './children';
import { command } from './command';
import { freePort } from './ports';
import { NeverComes, until } from './until';

/** Where the two servers of queue mode are installed. */
export interface ServerPrograms {
	redis: string;
	initdb: string;
	postgres: string;
	/** Postgres refuses to run as root; this is whom it runs as then. */
	user?: { uid: number; gid: number };
}

/** Finds Redis and Postgres, or installs Debian's packages. @throws saying what is missing, where that can't be done. */
export async function findServers(): Promise<ServerPrograms> {
	if (!locate('redis-server') || !locate('initdb')) await installServers();
	const redis = locate('redis-server');
	const initdb = locate('initdb');
	const postgres = locate('postgres');
	if (!redis) throw new Error('redis-server is not installed');
	if (!initdb || !postgres) throw new Error('PostgreSQL (initdb and postgres) is not installed');
	const root = process.getuid?.() === 0;
	return {
		redis,
		initdb,
		postgres,
		user: root ? (systemUser('postgres') ?? systemUser('nobody')) : undefined,
	};
}

/** Starts Redis without a disk copy, and gives its port. */
export async function startRedis(
	{ redis }: ServerPrograms,
	folder: string,
): Promise<{ port: number; child: Child }> {
	const port = await freePort();
	const child = startChild('redis-server', {
		command: redis,
		args: [
			'--port',
			String(port),
			'--bind',
			'127.0.0.1',
			'--save',
			'',
			'--appendonly',
			'no',
			'--dir',
			folder,
		],
		env: process.env,
		cwd: folder,
		logFile: join(folder, 'redis.log'),
	});
	await until('Redis to take connections', { timeout: 30_000, every: 100 }, () =>
		listening(child, 'Ready to accept'),
	);
	return { port, child };
}

/** Makes a fresh Postgres cluster with one user, `n8n`, and gives its port. */
export async function startPostgres(
	{ initdb, postgres, user }: ServerPrograms,
	folder: string,
): Promise<{ port: number; child: Child }> {
	const port = await freePort();
	const data = join(folder, 'postgres');
	mkdirSync(data, { mode: 0o700 });
	if (user) chownSync(data, user.uid, user.gid);
	const start = (name: string, file: string, args: string[]) =>
		startChild(name, {
			command: file,
			args,
			env: { ...process.env, LC_ALL: 'C' },
			cwd: data,
			logFile: join(folder, `${name}.log`),
			user,
		});
	const making = start('initdb', initdb, ['-D', data, '-U', 'n8n', '-A', 'trust', '-E', 'UTF8', '--no-sync']);
	await until('initdb to end', { timeout: 60_000 }, () => (making.ended() ? true : undefined));
	const settings = [
		'fsync=off',
		'listen_addresses=127.0.0.1',
		`port=${port}`,
		'unix_socket_directories=',
		'max_connections=60',
	];
	const child = start('postgres', postgres, ['-D', data, ...settings.flatMap((setting) => ['-c', setting])]);
	await until('Postgres to take connections', { timeout: 60_000, every: 100 }, () =>
		listening(child, 'ready to accept'),
	);
	return { port, child };
}

function listening(child: Child, words: string): true | undefined {
	if (child.ended()) throw new NeverComes(`${child.name} ended while starting:\n${child.tail()}`);
	return child.tail().includes(words) ? true : undefined;
}

/** A program on PATH or where Debian keeps Postgres's. */
function locate(name: string): string | undefined {
	const debian = '/usr/lib/postgresql';
	const versions = existsSync(debian)
		? readdirSync(debian).map((version) => join(debian, version, 'bin'))
		: [];
	const folders = [
		...versions.sort().reverse(),
		...(process.env.PATH ?? '').split(':'),
		'/usr/sbin',
		'/usr/bin',
	];
	return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

async function installServers(): Promise<void> {
	if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
	const options = { cwd: '/', timeout: 300_000, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
	await command('apt-get', ['update', '-q'], options);
	await command(
		'apt-get',
		['install', '-y', '-q', '--no-install-recommends', 'redis-server', 'postgresql'],
		options,
	);
}

function systemUser(name: string): { uid: number; gid: number } | undefined {
	try {
		const ask = (flag: string) =>
			Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
		return { uid: ask('-u'), gid: ask('-g') };
	} catch {
		return undefined;
	}
}
