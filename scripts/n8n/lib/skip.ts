/** Whether the person asked that the run counts only if it really took place. */
const required = process.argv.includes('--required');

/** Gives what `prepare` does, or ends the program: as skipped, or as failed where the run was asked for with --required. */
export async function orSkip<T>(what: string, prepare: () => Promise<T>): Promise<T> {
	try {
		return await prepare();
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		console.log(`${required ? 'FAILED' : 'SKIPPED'}: ${what} can't be installed here.\n${reason}`);
		return process.exit(required ? 1 : 0);
	}
}
