/**
 * `npx tsx scripts/sandbox.ts [pace]`: the loopback services, for people who want to try the nodes by hand.
 * `pace` is 1 unless given: larger is slower. Stops with Ctrl+C.
 */
import { ORIGINS, startSandbox } from '../test/sandbox';

async function main(): Promise<void> {
	const sandbox = await startSandbox({ pace: Number(process.argv[2] ?? 1) });
	const { files, ...wishes } = sandbox.demo;
	console.log('Addresses');
	for (const name of ORIGINS) console.log(`  ${name.padEnd(18)} ${sandbox.origin(name)}`);
	console.log('\nSecrets');
	for (const [name, secrets] of Object.entries(sandbox.credentials))
		console.log(`  ${name.padEnd(18)} ${JSON.stringify(secrets)}`);
	console.log('\nWhat to ask for');
	for (const [name, wish] of Object.entries(wishes))
		console.log(`  ${name.padEnd(18)} ${JSON.stringify(wish)}`);
	console.log('\nFiles that come out');
	for (const [name, expected] of Object.entries(files))
		console.log(`  ${name.padEnd(18)} ${expected.length}`);
	console.log('\nCtrl+C ends it.');
	const stop = (): void => {
		void sandbox.close();
	};
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
}

void main();
