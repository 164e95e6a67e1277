import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface CommandOptions {
	cwd: string;
	env?: NodeJS.ProcessEnv;
	/** Milliseconds after which the command is ended. */
	timeout: number;
}

/**
 * Runs a command to its end and gives what it printed.
 *
 * @throws with the end of its output when it does not succeed.
 */
export async function command(file: string, args: string[], options: CommandOptions): Promise<string> {
	try {
		const { stdout } = await run(file, args, { maxBuffer: 64 * 1024 * 1024, ...options });
		return stdout;
	} catch (error) {
		const {
			stdout = '',
			stderr = '',
			message,
		} = error as { stdout?: string; stderr?: string; message: string };
		const said = `${stdout}\n${stderr}`.trim().split('\n').slice(-12).join('\n');
		throw new Error(`${[file, ...args].join(' ')} did not succeed:\n${said || message}`);
	}
}
