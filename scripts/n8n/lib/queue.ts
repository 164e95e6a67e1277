import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Installed } from './install';
import { startInstance, type Instance } from './instance';
import { startPostgres, startRedis, type ServerPrograms } from './servers';

/** n8n's own distributed engine: main takes requests, workers execute, Redis queues, Postgres keeps. */
export interface Queue {
	main: Instance;
	workers: Instance[];
	/** Starts one more worker in place of one that is gone. */
	addWorker(): Promise<Instance>;
}

export interface QueueOptions {
	installed: Installed;
	programs: ServerPrograms;
	tarballs: string[];
	folder: string;
	workers: number;
	/** MiB that one file in the database may have. */
	maxFileMiB: number;
	/** Executions that one worker works on at a time. */
	concurrency?: number;
}

/** Starts Redis, Postgres, main and the workers. Everything ends with this program. */
export async function startQueue(options: QueueOptions): Promise<Queue> {
	const { installed, programs, tarballs, folder } = options;
	const [redis, postgres] = await Promise.all([
		startRedis(programs, folder),
		startPostgres(programs, folder),
	]);
	const encryptionKey = randomBytes(16).toString('hex');
	const env = {
		EXECUTIONS_MODE: 'queue',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		// A worker renews its lock on a job; these are how soon the loss of one is seen. n8n's defaults are 30 s or more.
		QUEUE_WORKER_LOCK_DURATION: '10000',
		QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
		QUEUE_WORKER_STALLED_INTERVAL: '5000',
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(postgres.port),
		DB_POSTGRESDB_USER: 'n8n',
		DB_POSTGRESDB_DATABASE: 'postgres',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		N8N_BINARY_DATA_DATABASE_MAX_FILE_SIZE: String(options.maxFileMiB),
		// So that Download ZIP can read the limit just set; where it can't, it assumes n8n's default.
		N8N_BLOCK_ENV_ACCESS_IN_NODE: 'false',
	};
	const start = async (name: string, command: string[]) => {
		const own = join(folder, name);
		mkdirSync(own);
		return await startInstance({ installed, tarballs, folder: own, command, env, encryptionKey });
	};
	let started = 0;
	const addWorker = async () => {
		started += 1;
		return await start(`worker${started}`, ['worker', `--concurrency=${options.concurrency ?? 5}`]);
	};
	const main = await start('main', ['start']);
	const workers: Instance[] = [];
	for (let index = 0; index < options.workers; index += 1) workers.push(await addWorker());
	return { main, workers, addWorker };
}
