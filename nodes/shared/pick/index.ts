import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { providers } from '../providers';
import { offer } from './offer';

/** What n8n calls when somebody opens a list, scrolls to its end, or searches in it. */
type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** A method for each picker of each provider, by the name that fields refer to. */
export const listSearch: Record<string, ListSearch> = Object.fromEntries(
	Object.values(providers).flatMap((provider) =>
		Object.entries(provider.pickers ?? {}).map(([name, picker]): [string, ListSearch] => [
			name,
			async function (filter, paginationToken) {
				return await offer(this, provider, picker, { filter, from: paginationToken });
			},
		]),
	),
);
