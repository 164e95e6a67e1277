import { sharedCredentials, type ServiceFacts } from './facts';
import { allOf } from './tables';

interface Manifest {
	description: string;
	keywords: string[];
	n8n: { credentials: string[] };
}

const KEYWORDS = ['n8n-community-node-package', 'n8n', 'zip', 'unzip', 'archive', 'download', 'streaming'];

/** package.json with the services in its description, its keywords, and n8n's list of credentials. */
export function withServices(text: string, services: ServiceFacts[]): string {
	const manifest = JSON.parse(text) as Manifest;
	manifest.description = `Ask ${allOf(services)} for many files as one ZIP, wait for it, and get the ZIP or its files as n8n items. Streams, so memory stays flat.`;
	manifest.keywords = [
		...KEYWORDS,
		...services.map(({ provider }) => provider.displayName.toLowerCase().replaceAll(' ', '-')),
	];
	manifest.n8n.credentials = [
		...services.flatMap(({ credentials }) => credentials),
		...sharedCredentials(),
	].map(({ name }) => `dist/credentials/${name}.credentials.js`);
	return JSON.stringify(manifest);
}
