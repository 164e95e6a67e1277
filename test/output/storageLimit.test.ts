/** A ZIP that n8n's storage will not take is refused before it is downloaded: where that can be known, and only there. */
import type { IExecuteFunctions } from 'n8n-workflow';
import { refuseWhatDoesNotFit } from '../../nodes/shared/output/storageLimit';

const MIB = 1024 * 1024;
const READ_LIMIT = '{{ $env.N8N_BINARY_DATA_DATABASE_MAX_FILE_SIZE }}';

interface Host {
	context: IExecuteFunctions;
	/** What was stored to see where it goes. */
	probes: unknown[][];
}

/** @param env the variable's value, or an Error when nodes may not read it; @param id of what was stored */
function host(env: unknown, id: string | undefined): Host {
	const probes: unknown[][] = [];
	const context = {
		evaluateExpression(expression: string, item: number) {
			if (expression !== READ_LIMIT || item !== 0) return 1;
			if (env instanceof Error) throw env;
			return env;
		},
		helpers: {
			prepareBinaryData: async (...probe: unknown[]) => {
				probes.push(probe);
				return await Promise.resolve({ id });
			},
		},
	} as unknown as IExecuteFunctions;
	return { context, probes };
}

const DATABASE = 'database:5f6c';

describe('what n8n is set to', () => {
	test.each<[string, unknown, number]>([
		['not set', undefined, 512],
		['empty', '', 512],
		['nothing to read: access is blocked', new Error('access to env vars denied'), 512],
		['a number', '16', 16],
		['half of one', '0.5', 0.5],
		['zero', '0', 512],
		['less than zero', '-3', 512],
		['no number', 'plenty', 512],
		['without end', 'Infinity', 512],
	])('%s', async (_, env, limit) => {
		const { context } = host(env, DATABASE);
		await expect(refuseWhatDoesNotFit(context, limit * MIB)).resolves.toBeUndefined();
		await expect(refuseWhatDoesNotFit(context, limit * MIB + 1)).rejects.toMatchObject({
			message: `The archive of ${Math.ceil(limit + 0.001)} MiB does not fit into n8n's database, which takes files up to ${limit} MiB`,
			description: expect.stringMatching(
				/^Choose the operation Unpack: .* or raise N8N_BINARY_DATA_DATABASE_MAX_FILE_SIZE\.$/,
			),
		});
	});
});

describe('where n8n keeps files', () => {
	test.each([
		['the database', DATABASE, true],
		['the disk', 'filesystem-v2:workflows/1/database:', false],
		['S3', 's3:workflows/1', false],
		['memory: there is no id', undefined, false],
	])('%s', async (_, id, refuses) => {
		const { context, probes } = host('1', id);
		const asked = refuseWhatDoesNotFit(context, 5 * MIB);
		if (refuses) await expect(asked).rejects.toThrow('The archive of 5 MiB does not fit');
		else await expect(asked).resolves.toBeUndefined();
		expect(probes).toEqual([[Buffer.from('-'), 'storage-check.txt', 'text/plain']]);
	});

	test.each([
		['a size that nobody knows', null],
		['a size that fits everywhere', MIB],
	])('%s: nothing is stored to find out', async (_, size) => {
		const { context, probes } = host('1', DATABASE);
		await refuseWhatDoesNotFit(context, size);
		expect(probes).toEqual([]);
	});
});
