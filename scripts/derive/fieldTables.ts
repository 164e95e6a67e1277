/** docs/fields.md: every field and option of the nodes, as the editor shows them. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type {
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import type { Provider } from '../../nodes/shared/contract';
import { isListed, valuesOf } from '../../nodes/shared/panel/authentication';
import { providers } from '../../nodes/shared/providers';
import { ROOT } from './facts';

/** A field, or an entry of a collection. */
interface Row {
	field: INodeProperties;
	/** Display name of the collection that it is an entry of; none: it is a field of the node. */
	within?: string;
	/** Names of the services that it is shown for; none: it is always there. */
	services: string[];
}

const NODES = ['CreateArchive', 'WaitForArchive', 'DownloadArchive'].map(descriptionOf);
const NAMES = new Map(Object.values(providers).map(({ name, displayName }) => [name, displayName]));

/** Tables of all fields, node by node: those of every service first, then each service's own. */
export function fieldTables(): string {
	return NODES.map((description) => {
		const rows = description.properties.flatMap(rowsOf);
		const common = rows.filter(({ services }) => services.length === 0 || services.length > MOST_SERVICES);
		const own = [...NAMES]
			.sort(([, a], [, b]) => a.localeCompare(b, 'en'))
			.flatMap(([name, title]) => {
				const its = rows.filter((row) => !common.includes(row) && row.services.includes(name));
				const head = description.name === 'createArchive' ? [credentialsOf(providers[name])] : [];
				return its.length === 0 ? [] : [`### ${description.displayName}: ${title}`, ...head, table(its)];
			});
		return [`## ${description.displayName}`, table(common), ...own].join('\n\n');
	}).join('\n\n');
}

/** By its whole name: without an ending, the codex file of the same name would be found. */
function descriptionOf(node: string): INodeTypeDescription {
	const file = join(ROOT, 'nodes', node, `${node}.node.ts`);
	const exported = createRequire(__filename)(file) as Record<string, new () => INodeType>;
	return new exported[node]().description;
}

/** What is shown for more of them than this stands among the fields that all have. */
const MOST_SERVICES = 3;

function rowsOf(field: INodeProperties): Row[] {
	const services = servicesOf(field);
	if (!isSeen(field)) return [];
	if (field.type !== 'collection') return [{ field, services }];
	// An entry that names no services is shown with its collection.
	return (field.options as INodeProperties[]).map((option) => ({
		field: option,
		within: field.displayName,
		services: servicesOf(option).length === 0 ? services : servicesOf(option),
	}));
}

/** In the place of Authentication the editor shows its menu of credentials, which is no field of the node. */
function isSeen({ type, name }: INodeProperties): boolean {
	return type !== 'notice' && type !== 'hidden' && name !== 'authentication';
}

/** Which credentials a service takes, by the ways of signing in. They are the same for all nodes. */
function credentialsOf(provider: Provider): string {
	const ways = provider.signIns.map(({ name }) => name).join(', ');
	return isListed(provider)
		? `Credential: Archive Service with _Service_ set to ${provider.displayName}; ${ways}.`
		: `Credential: ${provider.displayName}; ${ways}.`;
}

function servicesOf({ displayOptions: { show = {}, hide = {} } = {} }: INodeProperties): string[] {
	const authentication = show.authentication ?? show['/authentication'];
	const service = show.service ?? show['/service'];
	const without = hide.service ?? hide['/service'] ?? [];
	if (authentication === undefined && service === undefined) return [];
	const isOne = (provider: Provider) =>
		(authentication === undefined || valuesOf(provider).some((value) => authentication.includes(value))) &&
		(service === undefined || service.includes(provider.name)) &&
		!without.includes(provider.name);
	return Object.values(providers)
		.filter(isOne)
		.map(({ name }) => name);
}

function table(rows: Row[]): string {
	const cells = rows.map(({ field, within }) => [
		within === undefined ? field.displayName : `${within} › ${field.displayName}`,
		plain(field.description ?? ''),
		choicesOf(field),
		defaultOf(field),
	]);
	const head = ['Field', 'What it says', 'Choices', 'Default'];
	const line = (row: string[]) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
	// A node may have a field twice, for different conditions.
	return [...new Set([head, head.map(() => '---'), ...cells].map(line))].join('\n');
}

/** Descriptions are a little HTML, in one line. */
const plain = (html: string): string =>
	html
		.replace(/<a href="([^"]+)"[^>]*>([^<]*)<\/a>/g, '[$2]($1)')
		.replace(/<\/?code>/g, '`')
		.replace(/<br\s*\/?>|\s+/g, ' ');

function choicesOf({ type, options, modes }: INodeProperties): string {
	if (type === 'options' || type === 'multiOptions') {
		const all = (options ?? []) as Array<INodePropertyOptions | INodePropertyCollection>;
		return all.length > MOST_CHOICES
			? `${all.length} to choose from`
			: all.map(({ name }) => name).join(', ');
	}
	if (type === 'boolean') return 'on, off';
	if (type === 'resourceLocator') return (modes ?? []).map(({ displayName }) => displayName).join(', ');
	return '';
}

const MOST_CHOICES = 12;

function defaultOf({ type, default: given, options }: INodeProperties): string {
	if (typeof given === 'boolean') return given ? 'on' : 'off';
	if (type === 'options') {
		const chosen = (options as INodePropertyOptions[]).find(({ value }) => value === given);
		return chosen?.name ?? '';
	}
	if (typeof given === 'number') return given.toLocaleString('en');
	return typeof given === 'string' && given !== '' ? `\`${given}\`` : '';
}
