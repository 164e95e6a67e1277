/**
 * `npm run n8n`: a real n8n to play with. The package is installed, the sandbox answers for the services, the
 * credentials and example workflows are there. Stays until Ctrl-C, and leaves nothing behind.
 */
import type { Sandbox } from '../../test/sandbox';
import { exampleFiles, gallery } from '../examples';
import { startOutside } from './gallery/outside';
import { credentialTypes } from './lib/credentials';
import { withCredentials } from './lib/examples';
import { installN8n, N8N_VERSION } from './lib/install';
import { OWNER } from './lib/rest';
import { importWorkflow } from './lib/runs';
import { orSkip } from './lib/skip';
import { createCredentials, openWorkbench, typedValues } from './lib/workbench';
import type { Workflow } from './lib/workflow';

/** The services work as slowly as real ones, so that there is something to watch. */
const PACE = 1;

async function main(): Promise<void> {
	console.log(
		`Looking for n8n ${N8N_VERSION}. The first time it is installed, which takes four to seven minutes.`,
	);
	const installed = await orSkip(`n8n ${N8N_VERSION}`, () => installN8n(console.log));
	console.log('Packing the package and starting n8n, half a minute.');
	const bench = await openWorkbench(installed, PACE);
	await createCredentials(bench);
	const names: string[] = [];
	const outside = await startOutside(bench);
	const credentials = [...bench.credentials, ...outside.credentials];
	const examples = exampleFiles(bench.sandbox.origin('remote'));
	for (const { file, workflow } of gallery()) examples.set(file, outside.withChat(workflow));
	for (const exported of examples.values()) {
		const { id, name } = await importWorkflow(
			bench.session,
			withCredentials(exported as unknown as Workflow, credentials),
		);
		names.push(`  ${name}\n    ${bench.instance.origin}/workflow/${id}`);
	}
	console.log(
		[
			'',
			'What is typed into a credential to reach the services here:',
			...typedByHand(bench.sandbox),
			'',
			`n8n:       ${bench.instance.origin}`,
			`E-mail:    ${OWNER.email}`,
			`Password:  ${OWNER.password}`,
			'',
			'Open a workflow and press "Execute workflow":',
			...names,
			'',
			'For workflows of your own, take the credentials and the IDs from these, or make credentials with what stands above.',
			'The services, and what is beside them in the gallery, are loopback servers of this program. Mails, files',
			'and messages end there. Ctrl-C ends everything.',
		].join('\n'),
	);
	const gone = setInterval(() => {
		if (!bench.instance.child.ended()) return;
		clearInterval(gone);
		console.error(`n8n ended by itself:\n${bench.instance.child.tail()}`);
		process.exit(1);
	}, 1000);
}

/** What a person types into the form of each credential to reach the sandbox. */
function typedByHand(sandbox: Sandbox): string[] {
	const values = typedValues(sandbox);
	return credentialTypes().flatMap(({ name, displayName, properties }) => {
		const data = values[name] ?? {};
		const fields = properties.filter(
			(field) => field.type !== 'hidden' && typeof data[field.name] === 'string' && data[field.name] !== '',
		);
		return fields.length === 0
			? []
			: [
					`  ${displayName}`,
					...fields.map((field) => `    ${field.displayName}: ${String(data[field.name])}`),
				];
	});
}

main().catch((error: unknown) => {
	console.error(error);
	process.exit(1);
});
