/**
 * The parameters of version 1 of the nodes, `provider` and `<provider>Authentication`. Nobody sees them. In a node that has
 * them, they decide what is preset in the fields that took their place, so that all else reads these alone: n8n fills in what
 * is preset wherever it reads a node, in the editor and in the engine.
 *
 * n8n works fields out in their order, and of several with one name the last that is shown counts. So the parameters of
 * version 1 come first, and each hidden field behind the visible one of its name.
 */
import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import type { Provider } from '../contract';
import { all, listed, sharedValues } from './authentication';
import { earlierAuthenticationOf, valueOf } from './authenticationValue';

/** What version 1 had preset. A package for one service has that one alone (docs/single-service.md). */
const { name: preset } = all.find(({ wasPreset }) => wasPreset) ?? all[0];

/** `provider` and `<provider>Authentication`. */
export const earlierFields: INodeProperties[] = [
	hidden('provider', preset, { '@version': [{ _cnd: { lt: 2 } }] }),
	hidden('provider', '', { '@version': [{ _cnd: { gte: 2 } }] }),
	...all
		.filter(hasChoice)
		.map((provider) =>
			hidden(earlierAuthenticationOf(provider), provider.signIns[0].value, { provider: [provider.name] }),
		),
];

/** What they preset in Authentication: the first way to sign in, unless another is chosen. */
export const earlierAuthentications: INodeProperties[] = all.flatMap((provider) =>
	provider.signIns.map((signIn, index) =>
		hidden('authentication', valueOf(provider, signIn), {
			provider: [provider.name],
			...(index === 0 ? {} : { [earlierAuthenticationOf(provider)]: [signIn.value] }),
		}),
	),
);

/** What they preset in Service. */
export const earlierServices: INodeProperties[] = listed.map(({ name }) =>
	hidden('service', name, { authentication: [...sharedValues], provider: [name] }),
);

function hasChoice({ signIns }: Provider): boolean {
	return signIns.length > 1;
}

function hidden(name: string, value: string, show: IDisplayOptions['show']): INodeProperties {
	return { displayName: 'From Version 1', name, type: 'hidden', default: value, displayOptions: { show } };
}
