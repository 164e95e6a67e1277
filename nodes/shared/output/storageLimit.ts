import type { IExecuteFunctions } from 'n8n-workflow';
import { Refusal } from '../base/refusal';

const MIB = 1024 * 1024;
/** n8n's default for N8N_BINARY_DATA_DATABASE_MAX_FILE_SIZE, the largest file that its database storage takes. */
const DEFAULT_LIMIT_MIB = 512;

/**
 * Refuses a file that n8n's storage will not take, before it is downloaded. Database storage (the default in queue mode)
 * collects a stream whole in memory and only then finds it too large.
 * @param size bytes; null when nobody knows it beforehand
 */
export async function refuseWhatDoesNotFit(context: IExecuteFunctions, size: number | null): Promise<void> {
	const limit = limitMib(context);
	if (size === null || size <= limit * MIB || !(await storedInDatabase(context))) return;
	throw new Refusal(
		`The archive of ${Math.ceil(size / MIB)} MiB does not fit into n8n's database, which takes files up to ${limit} MiB`,
		'Choose the operation Unpack: its files are stored one by one. Or let n8n keep files elsewhere (N8N_DEFAULT_BINARY_DATA_MODE), or raise N8N_BINARY_DATA_DATABASE_MAX_FILE_SIZE.',
	);
}

/** The limit that this n8n is set to, where nodes may read its environment. */
function limitMib(context: IExecuteFunctions): number {
	try {
		const set = Number(context.evaluateExpression('{{ $env.N8N_BINARY_DATA_DATABASE_MAX_FILE_SIZE }}', 0));
		return Number.isFinite(set) && set > 0 ? set : DEFAULT_LIMIT_MIB;
	} catch {
		// Reading the environment is blocked by default since n8n 2.0.
		return DEFAULT_LIMIT_MIB;
	}
}

/** Nothing tells a node where files are kept but the id of a stored one: so a file of one byte is stored. */
async function storedInDatabase(context: IExecuteFunctions): Promise<boolean> {
	const probe = await context.helpers.prepareBinaryData(Buffer.from('-'), 'storage-check.txt', 'text/plain');
	return probe.id?.startsWith('database:') ?? false;
}
