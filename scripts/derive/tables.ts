import { presets } from '../../nodes/shared/recipes/presets';
import { SIGN_INS } from '../../nodes/shared/recipes/signIns';
import type { ServiceFacts } from './facts';

/** More names than these are told as a number: a sentence is not a list. */
const MOST_NAMES = 8;
const NOTHING = '–';

/** "Alfresco, Box and Hoody" */
export function allOf(services: ServiceFacts[]): string {
	return joined(services, 'and');
}

/** "Alfresco, Box or Hoody" */
export function oneOf(services: ServiceFacts[]): string {
	return joined(services, 'or');
}

/** Names of the services that are recipes, as a list in a sentence. */
export function recipeNames(): string {
	const names = byName().map(({ displayName }) => displayName);
	return [names.slice(0, -1).join(', '), names.at(-1)].join(' and ');
}

const byName = () => Object.values(presets).sort((a, b) => a.displayName.localeCompare(b.displayName, 'en'));

/** What to enter into a credential of Archive Service: the nodes say it only to those who have one already. */
export function recipeCredentials(): string {
	return table(
		['Service', 'Base URL', 'What to enter beside it', 'Ways to sign in'],
		byName().map(({ displayName, page, baseUrl, signInWith, signIns }) => [
			`[${displayName}](${page})`,
			baseUrl.replace(/https:\/\/[^ )]+/g, '`$&`'),
			signInWith,
			signIns.map((signIn) => SIGN_INS[signIn].name).join(', '),
		]),
	);
}

/** What the services that are recipes can do. */
export function recipesTable(): string {
	const able = (can: unknown) => (can === undefined || can === false ? NOTHING : 'yes');
	return table(
		['Service', 'What Wait waits for', 'Cancel', 'List without downloading'],
		byName().map(({ displayName, answer, cancel, ranges }) => [
			displayName,
			answer === 'archive' || answer === 'link' ? 'nothing' : 'the archive',
			able(cancel),
			able(ranges),
		]),
	);
}

function joined(services: ServiceFacts[], word: string): string {
	const all = services.map(({ provider }) => provider.displayName);
	const more = all.length - MOST_NAMES;
	const names = more > 1 ? [...all.slice(0, MOST_NAMES), `${more} more services`] : all;
	return [names.slice(0, -1).join(', '), names.at(-1)].filter((part) => part !== '').join(` ${word} `);
}

/** What archives are made of, service by service. */
export function madeOfTable(services: ServiceFacts[]): string {
	return table(
		['Service', 'What the archive is made of'],
		services.map(({ provider, page }) => [provider.displayName, page.madeOf]),
	);
}

/** Where to get what each credential asks for; credentials that are explained in the same words share a row. */
export function credentialTable(services: ServiceFacts[]): string {
	const rows = services.flatMap(({ provider, page, credentials }) => {
		const names = new Map<string, string[]>();
		for (const { type } of credentials) {
			const words = page.credentials[type.name];
			names.set(words, [...(names.get(words) ?? []), type.displayName]);
		}
		return [...names].map(([words, types]) => [provider.displayName, types.join(', '), words]);
	});
	return table(['Service', 'Credential', 'Where to get what it asks for'], rows);
}

/** What each service can do. */
export function servicesTable(services: ServiceFacts[]): string {
	const able = (can: unknown, what?: string) => (can === undefined ? NOTHING : (what ?? 'yes'));
	return table(
		[
			'Service',
			'Builds the archive',
			'What Wait waits for',
			'Progress',
			'One archive from many items',
			'Cancel',
			'Delete afterwards',
			'List without downloading',
			'How long it can be fetched',
		],
		services.map(({ provider, page }) => [
			provider.displayName,
			page.builds,
			page.waitsFor ?? 'nothing',
			page.progress ?? NOTHING,
			able(provider.combine),
			able(provider.cancel, page.cancels),
			able(provider.remove, page.deletes),
			page.lists ?? NOTHING,
			page.lifetime ?? NOTHING,
		]),
	);
}

/** Where each service stops. */
export function limits(services: ServiceFacts[]): string {
	return services
		.flatMap(({ provider, page }) =>
			page.limits === undefined ? [] : [`- **${provider.displayName}**: ${page.limits}`],
		)
		.join('\n');
}

function table(headings: string[], rows: string[][]): string {
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	return [headings, headings.map(() => '---'), ...rows].map(line).join('\n');
}
