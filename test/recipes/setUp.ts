import type { ArchiveContent, Provider, SignIn } from '../../nodes/shared/contract';
import type { Api } from '../../nodes/shared/contract/api';
import { fromRecipe } from '../../nodes/shared/recipes/provider';
import type { Recipe } from '../../nodes/shared/recipes/recipe';
import type { RecipeRequest } from '../../nodes/shared/recipes/request';
import { archiveSource } from '../../nodes/shared/transfer/archiveSource';
import type { Reply } from '../providers/support';

/** A provider of a recipe that a test wrote down. @param card what else is known of it */
export function providerOf(
	recipe: Recipe,
	signIn?: SignIn,
	card: { isEntered?: true } = {},
): Provider<RecipeRequest> {
	return fromRecipe({
		...card,
		name: 'service',
		displayName: 'Service',
		signIns: signIn === undefined ? [] : [signIn],
		fields: { create: [] },
		valuesFrom: () => ({}),
		recipeFrom: () => recipe,
		can: { cancel: true, remove: true },
	});
}

/** An answer with data. */
export function data(body: unknown, more: Omit<Reply, 'bytes'> = {}): Reply {
	return { bytes: JSON.stringify(body), headers: { 'content-type': 'application/json' }, ...more };
}

/** An answer with the archive. */
export const ARCHIVE: Reply = { bytes: 'PK', headers: { 'content-type': 'application/zip' } };

/** Everything that a call to the archive brought. */
export async function read(content: {
	fetch(): Promise<{ body: AsyncIterable<Uint8Array> }>;
}): Promise<string> {
	const parts: Uint8Array[] = [];
	for await (const part of (await content.fetch()).body) parts.push(part);
	return Buffer.concat(parts).toString('latin1');
}

/** Everything of an archive, as Download Archive takes it: looked at before it is believed. */
export async function taken(content: ArchiveContent, api: Api, service: string): Promise<Buffer> {
	const source = archiveSource(content, { service, api, patience: { attempts: 1 } });
	const parts: Uint8Array[] = [];
	for await (const part of await source.open(0)) parts.push(part);
	return Buffer.concat(parts);
}
