/** One choice decides the service and the sign-in; and what workflows of version 1 of the nodes say is understood. */
import type { INodeParameters } from 'n8n-workflow';
import type { Provider, SignIn } from '../../nodes/shared/contract';
import { providers } from '../../nodes/shared/providers';
import { kept, NODES, read } from './support';

const all = Object.values(providers);

/** What a user has chosen once a credential is picked, and a service where that is asked. */
function chosen({ name }: Provider, { shared, value }: SignIn): INodeParameters {
	return shared === true
		? { authentication: `anyService.${value}`, service: name }
		: { authentication: `${name}.${value}` };
}

/** The same as version 1 kept it, in every way that it may have: what is preset is left out. */
function earlier({ name, signIns }: Provider, signIn: SignIn): INodeParameters[] {
	const field = `${name}Authentication`;
	return [
		{ provider: name, [field]: signIn.value },
		...(signIn === signIns[0] ? [{ provider: name }, { provider: name, [field]: 'gone' }] : []),
		...(name === 'alfresco' ? [{ [field]: signIn.value }] : []),
		...(name === 'alfresco' && signIn === signIns[0] ? [{}] : []),
	];
}

const WAYS = all.flatMap((provider) =>
	provider.signIns.map((signIn): [string, Provider, SignIn] => [
		`${provider.name} by ${signIn.value}`,
		provider,
		signIn,
	]),
);

describe.each(NODES)('%s', (_node, description) => {
	/** Nodes of version 1, one for each service. */
	const before = all.map(({ name }) => read(description, { provider: name }, 1).parameters);
	/** Two of them, so that each service has been there before two others: all pairs took half a minute. */
	const othersThan = (provider: Provider): INodeParameters[] =>
		[1, 7].map((steps) => before[(all.indexOf(provider) + steps) % all.length]);

	test.each(WAYS)('%s: asks for one credential, in both versions', (_way, provider, signIn) => {
		for (const version of [1, 2]) {
			const { credentials, parameters, fields } = read(description, chosen(provider, signIn), version);
			expect(credentials).toEqual([signIn.credential]);
			expect(parameters).toMatchObject(chosen(provider, signIn));
			expect(fields.includes('service')).toBe(signIn.shared === true);
		}
	});

	test.each(WAYS)(
		'%s: a node of version 1 is read as if it had been chosen now',
		(_way, provider, signIn) => {
			const now = read(description, chosen(provider, signIn), 2);
			for (const given of earlier(provider, signIn)) {
				const then = read(description, given, 1);
				expect(then.parameters).toMatchObject(chosen(provider, signIn));
				expect({ ...then, parameters: {} }).toEqual({ ...now, parameters: {} });
				expect(then.parameters).toMatchObject({ ...now.parameters, provider: provider.name });
				// Saved by the editor, and opened again.
				const saved = kept(description, then.parameters, 1);
				expect(read(description, saved, 1).parameters).toEqual(then.parameters);
			}
		},
	);

	test.each(WAYS)(
		'%s: is chosen in a node of version 1 that was set to something else',
		(_way, provider, signIn) => {
			const { fields } = read(description, chosen(provider, signIn), 2);
			for (const other of othersThan(provider)) {
				const switched = read(description, { ...other, ...chosen(provider, signIn) }, 1);
				expect(switched.credentials).toEqual([signIn.credential]);
				const saved = kept(description, switched.parameters, 1);
				expect(read(description, saved, 1)).toEqual(switched);
				expect(switched.fields).toEqual(fields);
			}
		},
	);

	test('has nothing preset but a menu of credentials, and shows no service its fields before one is chosen', () => {
		const { credentials, parameters, fields, options } = read(description, {}, 2);
		// The editor shows its menu where a credential is asked for.
		expect(credentials).toEqual(['archiveServiceApi']);
		expect(parameters).toMatchObject({ authentication: '', provider: '' });
		expect(kept(description, parameters, 2)).toEqual({ options: {} });
		const own = all.flatMap(({ name }) => [...fields, ...options].filter((field) => field.startsWith(name)));
		expect(own).toEqual([]);
	});

	test('a service that was chosen before says nothing about a credential that is for one alone', () => {
		const { parameters, fields } = read(
			description,
			{ authentication: 'box.oAuth2', service: 'nextcloud', nextcloudUser: 'ada' },
			2,
		);
		expect(parameters).not.toHaveProperty('service');
		expect(fields.filter((name) => name.startsWith('nextcloud'))).toEqual([]);
	});

	test('gives each credential type one value, which says nothing else', () => {
		const { credentials = [], properties } = description;
		const [field] = properties.filter(({ name }) => name === 'authentication');
		const values = (field.options ?? []).flatMap((option) => ('value' in option ? [option.value] : []));
		expect(field).toMatchObject({ type: 'options', default: '' });
		expect(credentials.map(({ displayOptions }) => displayOptions?.show)).toEqual(
			values.map((value) => ({
				authentication: value === 'anyService.none' ? [value, ''] : [value],
			})),
		);
		expect(new Set(credentials.map(({ name }) => name)).size).toBe(credentials.length);
	});
});
