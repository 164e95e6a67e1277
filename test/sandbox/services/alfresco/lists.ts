import type { FastifyReply, FastifyRequest } from 'fastify';
import { queryOf } from '../../core/authorization';
import type { Stage } from '../../stage';
import type { AlfrescoBehaviour } from './behaviour';
import { alfrescoError } from './error';
import { nodeEntry } from './shapes';
import { ALFRESCO_TREE, nodeOf, pathOf, ROOT, SITES, type AlfrescoNode, type AlfrescoSite } from './tree';

interface Paging {
	skip: number;
	most: number;
}

/** What the repository tells of sites and nodes: page by page, and by search. */
export class AlfrescoLists {
	private madeUp: AlfrescoSite[] = [];

	constructor(private readonly stage: Stage<AlfrescoBehaviour>) {}

	/** Sites that there are, or as many as a test wants. */
	private get sites(): readonly AlfrescoSite[] {
		const { listed } = this.stage.behaviour;
		if (listed === null) return SITES;
		if (this.madeUp.length !== listed)
			this.madeUp = Array.from({ length: listed }, (_, index) => made(index));
		return this.madeUp;
	}

	/** What the index knows. */
	private get nodes(): readonly AlfrescoNode[] {
		if (this.stage.behaviour.listed === null) return ALFRESCO_TREE;
		return this.sites.map(({ library, title }) => ({ id: library, name: title, parent: ROOT }));
	}

	children(request: FastifyRequest, reply: FastifyReply): FastifyReply {
		const { id } = request.params as { id: string };
		const { where, relativePath = '', include = '', includeSource } = queryOf(request);
		const node = relativePath
			.split('/')
			.filter((part) => part !== '')
			.reduce<AlfrescoNode | undefined>(childNamed, nodeOf(id));
		if (node === undefined) return refuse(reply, 404, `The entity with id: ${id} was not found`);
		if (node.bytes !== undefined) return refuse(reply, 400, 'NodeId of folder is expected');
		const isEmpty = this.stage.behaviour.listed !== null;
		const all = (isEmpty ? [] : ALFRESCO_TREE.filter((child) => child.parent === node.id))
			.map((child) => told(child, include))
			.filter((child) => where === undefined || child.isFolder === where.includes('isFolder=true'))
			.sort(
				(a, b) => Number(b.isFolder) - Number(a.isFolder) || String(a.name).localeCompare(String(b.name)),
			);
		const page = listOf(
			all.map((entry) => ({ entry })),
			pagingIn(request),
		);
		const source = includeSource === 'true' ? { source: told(node, include) } : {};
		return reply.send({ list: { ...page, ...source } });
	}

	listSites(request: FastifyRequest, reply: FastifyReply): FastifyReply {
		const { relations = '' } = queryOf(request);
		const all = [...this.sites].sort((a, b) => a.title.localeCompare(b.title));
		const entries = all.map(({ id, guid, title, library }) => ({
			...(relations.includes('containers')
				? { relations: { containers: { list: libraryList(library) } } }
				: {}),
			entry: { id, guid, title, visibility: 'PRIVATE', preset: 'site-dashboard', role: 'SiteManager' },
		}));
		return reply.send({ list: listOf(entries, pagingIn(request)) });
	}

	/** The index knows names, and words that begin as the term does where it ends in a star. */
	findNodes(request: FastifyRequest, reply: FastifyReply): FastifyReply {
		const { term = '', include = '' } = queryOf(request);
		const word = term.replace(/\*$/, '').toLowerCase();
		if (word.replace(/[^\p{L}\p{N}]/gu, '').length < 3)
			return refuse(reply, 400, "Query 'term' is too short: at least 3 alphanumeric characters");
		const isWord = (name: string) =>
			name
				.toLowerCase()
				.split(/[^\p{L}\p{N}]+/u)
				.some((part) => (term.endsWith('*') ? part.startsWith(word) : part === word));
		const all = this.nodes.filter(
			({ name, parent }) => parent !== '' && (isWord(name) || name.toLowerCase().startsWith(word)),
		);
		const entries = all.map((node) => ({ entry: told(node, include) }));
		return reply.send({ list: listOf(entries, pagingIn(request)) });
	}
}

function refuse(reply: FastifyReply, status: number, summary: string): FastifyReply {
	return reply.code(status).send(alfrescoError(status, summary));
}

function pagingIn(request: FastifyRequest): Paging {
	const { skipCount = '0', maxItems = '100' } = queryOf(request);
	return { skip: Number(skipCount), most: Number(maxItems) };
}

function listOf(all: object[], { skip, most }: Paging): object {
	const entries = all.slice(skip, skip + most);
	return {
		pagination: {
			count: entries.length,
			hasMoreItems: skip + entries.length < all.length,
			totalItems: all.length,
			skipCount: skip,
			maxItems: most,
		},
		entries,
	};
}

function libraryList(id: string): object {
	return listOf([{ entry: { id, folderId: 'documentLibrary' } }], { skip: 0, most: 100 });
}

function told(node: AlfrescoNode, include: string): Record<string, unknown> {
	const path = pathOf(node);
	const more =
		include.split(',').includes('path') && path !== '' ? { path: { name: path, isComplete: true } } : {};
	return { ...nodeEntry(node), ...more };
}

function childNamed(node: AlfrescoNode | undefined, name: string): AlfrescoNode | undefined {
	return node && ALFRESCO_TREE.find((child) => child.parent === node.id && child.name === name);
}

function made(index: number): AlfrescoSite {
	const number = String(index).padStart(12, '0');
	return {
		id: `site-${index}`,
		guid: `5173a000-1111-4222-8333-${number}`,
		title: `Entry ${String(index).padStart(5, '0')}`,
		library: `11b2a000-1111-4222-8333-${number}`,
	};
}
