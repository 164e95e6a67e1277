/** docs/credentials.md: each credential with what it asks for, how it is tested, and what the test says. */
import type { ICredentialType, INodeProperties } from 'n8n-workflow';
import { sharedCredentials, type ServiceFacts } from './facts';

/** What people get wrong. The other statuses that a test has words for are those of networks and gateways. */
const TOLD = [400, 401, 403, 404];

/** A part for each credential, service by service, and those that recipes share at the end. */
export function credentialPages(services: ServiceFacts[]): string {
	const coded = services.flatMap(({ page, credentials }) =>
		credentials.map(({ type }) => part(type, page.credentials[type.name])),
	);
	return [...coded, ...sharedCredentials().map(({ type }) => part(type))].join('\n\n');
}

function part(type: ICredentialType, where?: string): string {
	const { displayName, properties } = type;
	const fields = properties.filter(({ type: kind }) => kind !== 'hidden' && kind !== 'notice');
	const rows = fields.map((field) => `| ${field.displayName} | ${textOf(field)} | ${exampleOf(field)} |`);
	return [
		`## ${displayName}`,
		...(where === undefined ? [] : [where]),
		...(rows.length === 0
			? []
			: [['| Field | What it says | For example |', '| --- | --- | --- |', ...rows].join('\n')]),
		tested(type),
	].join('\n\n');
}

function textOf(field: INodeProperties): string {
	const { description = '', displayName, required, type, default: given } = field;
	const text = description.replaceAll('|', '\\|').replace(/\s+/g, ' ') || displayName;
	const mayBeEmpty = required !== true && type === 'string' && given === '';
	if (!mayBeEmpty || /\bleave (?:this|it)\b/i.test(text)) return text;
	return `${text}${/[.!?]$/.test(text) ? '' : '.'} Optional.`;
}

function exampleOf({ placeholder, default: given, options, type }: INodeProperties): string {
	if (type === 'options') {
		return (options ?? []).flatMap((option) => ('name' in option ? [option.name] : [])).join(', ');
	}
	const example = placeholder?.replace(/^e\.g\. /, '') ?? (typeof given === 'string' ? given : '');
	return example === '' ? '' : `\`${example}\``;
}

function tested({ test }: ICredentialType): string {
	const url = test?.request.url ?? '';
	const path = url.replace(/^=/, '').replace(/\{\{.*?\}\}/g, '…');
	const asked = url.includes('$credentials.testPath') ? 'the Test Path' : `\`GET ${path}\``;
	const words = (test?.rules ?? []).flatMap(({ type, properties }) =>
		type === 'responseCode' && TOLD.includes(properties.value)
			? [`- ${properties.value}: ${properties.message}`]
			: [],
	);
	return [`Its test asks for ${asked}. What it says when that is refused:`, '', ...words].join('\n');
}
