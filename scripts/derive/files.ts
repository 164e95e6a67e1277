import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { NODE_WORDS, withAliases } from './codex';
import { credentialPages } from './credentialPages';
import { fieldTables } from './fieldTables';
import { ROOT, serviceFacts, type ServiceFacts } from './facts';
import { exampleLinks, galleryPage } from './gallery';
import { withServices } from './manifest';
import { withMarked } from './marked';
import { refusalCodes } from './refusalCodes';
import { SCHEMAS, schemaText } from './schemas';
import {
	credentialTable,
	limits,
	madeOfTable,
	oneOf,
	recipeCredentials,
	recipeNames,
	recipesTable,
	servicesTable,
} from './tables';

/** A file that something is derived into: its path, and what it has to be, given what it is. */
interface Derived {
	path: string;
	text(old: string, services: ServiceFacts[]): string;
}

const FILES: Derived[] = [
	{ path: 'package.json', text: withServices },
	...Object.entries(NODE_WORDS).map(([node, words]) => ({
		path: `nodes/${node}/${node}.node.json`,
		text: (old: string, services: ServiceFacts[]) => withAliases(old, words, services),
	})),
	{
		path: 'README.md',
		text: (old, services) =>
			withMarked(old, {
				names: oneOf(services),
				madeOf: madeOfTable(services),
				recipes: recipeNames(),
			}),
	},
	{
		path: 'docs/credentials.md',
		text: (old, services) =>
			withMarked(old, {
				credentials: credentialTable(services),
				recipes: recipeCredentials(),
				each: credentialPages(services),
			}),
	},
	{
		path: 'examples/README.md',
		text: (old, services) => withMarked(old, { each: exampleLinks(services), gallery: galleryPage() }),
	},
	{
		path: 'docs/fields.md',
		text: (old) => withMarked(old, { fields: fieldTables() }),
	},
	{
		path: 'docs/troubleshooting.md',
		text: (old) => withMarked(old, { codes: refusalCodes() }),
	},
	...SCHEMAS.map(([path, sample]) => ({ path: `nodes/${path}`, text: () => schemaText(sample) })),
	{
		path: 'docs/services.md',
		text: (old, services) =>
			withMarked(old, {
				table: servicesTable(services),
				limits: limits(services),
				recipes: recipesTable(),
			}),
	},
];

/** Files that are not as they follow from the services, with what they have to be. @throws when a marker is missing */
export async function staleFiles(): Promise<Array<{ path: string; text: string }>> {
	const services = serviceFacts();
	const stale: Array<{ path: string; text: string }> = [];
	for (const { path, text } of FILES) {
		const whole = join(ROOT, path);
		const old = existsSync(whole) ? readFileSync(whole, 'utf8') : '';
		const derived = await inForm(path, text(old, services));
		if (derived !== old) stale.push({ path, text: derived });
	}
	return stale;
}

/** Prettier lays out JSON; the documents are laid out by hand. */
async function inForm(path: string, text: string): Promise<string> {
	if (!path.endsWith('.json')) return text;
	const filepath = join(ROOT, path);
	return await format(text, { ...(await resolveConfig(filepath)), filepath });
}
