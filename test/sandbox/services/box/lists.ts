import type { FastifyReply, FastifyRequest } from 'fastify';
import { queryOf } from '../../core/authorization';
import type { Stage } from '../../stage';
import type { BoxBehaviour } from './behaviour';
import { boxError } from './error';
import { BOX_TREE, type BoxItem } from './tree';

/** Where Box's search ends, however much it finds. */
const LAST_OFFSET = 10_000;

/** What Box tells of files and folders: one by one, folder by folder, and by search. */
export class BoxLists {
	private madeUp: BoxItem[] = [];

	constructor(private readonly stage: Stage<BoxBehaviour>) {}

	/** What is in the account: the tree, or as many things at the top as a test wants. */
	private get items(): readonly BoxItem[] {
		const { listed } = this.stage.behaviour;
		if (listed === null) return BOX_TREE;
		if (this.madeUp.length !== listed)
			this.madeUp = Array.from({ length: listed }, (_, index) => made(index));
		return this.madeUp;
	}

	one(request: FastifyRequest, reply: FastifyReply, type: 'file' | 'folder'): FastifyReply {
		const { id } = request.params as { id: string };
		if (type === 'folder' && id === '0') return reply.send({ id, type, name: 'All Files' });
		const item = this.items.find((known) => known.id === id && known.type === type);
		if (item === undefined) return reply.code(404).send(boxError(404, 'Not Found'));
		return reply.send(this.told(item, queryOf(request).fields));
	}

	folder(request: FastifyRequest, reply: FastifyReply): FastifyReply {
		const { id } = request.params as { id: string };
		if (!/^\d+$/.test(id)) return reply.code(405).send(boxError(405, 'Method Not Allowed'));
		if (id !== '0' && !this.items.some((item) => item.id === id && item.type === 'folder')) {
			return reply.code(404).send(boxError(404, 'Not Found'));
		}
		const query = queryOf(request);
		const limit = Math.min(Number(query.limit ?? 100), 1000);
		const start = Number(query.usemarker === 'true' ? (query.marker ?? 0) : (query.offset ?? 0));
		const all = this.items.filter((item) => item.parent === id);
		const entries = all.slice(start, start + limit).map((item) => this.told(item, query.fields));
		if (query.usemarker !== 'true')
			return reply.send({ entries, total_count: all.length, offset: start, limit });
		const next = start + limit < all.length ? String(start + limit) : null;
		return reply.send({ entries, limit, next_marker: next, prev_marker: null });
	}

	search(request: FastifyRequest, reply: FastifyReply): FastifyReply {
		const { query = '', type, limit = '30', offset = '0', fields } = queryOf(request);
		if (query === '') {
			return reply.code(400).send(boxError(400, 'query or mdfilters is needed', 'missing_parameter'));
		}
		if (Number(offset) > LAST_OFFSET || Number(limit) > 200)
			return reply.code(400).send(boxError(400, 'Offset or limit is too large'));
		const all = this.items.filter(
			(item) =>
				item.name.toLowerCase().includes(query.toLowerCase()) && (type === undefined || type === item.type),
		);
		const entries = all
			.slice(Number(offset), Number(offset) + Number(limit))
			.map((item) => this.told(item, fields));
		const page = { total_count: all.length, limit: Number(limit), offset: Number(offset) };
		return reply.send({ type: 'search_results_items', entries, ...page });
	}

	/** With `fields` none of the usual ones come but those that every mention has. */
	private told(item: BoxItem, fields: string | undefined): Record<string, unknown> {
		const { id, type, name } = item;
		const size = item.bytes?.length ?? 0;
		const usual = { id, type, name, size, modified_at: '2026-11-20T10:00:00-08:00' };
		if (fields === undefined) return usual;
		const all: Record<string, unknown> = { ...usual, path_collection: this.above(item) };
		const wanted = ['id', 'type', ...fields.split(',')];
		return { etag: '0', ...Object.fromEntries(wanted.map((field) => [field, all[field]])) };
	}

	/** The folders above, from "All Files" on. */
	private above({ parent }: BoxItem): Record<string, unknown> {
		const entries: object[] = [];
		let id = parent;
		while (id !== '0') {
			const folder = BOX_TREE.find((item) => item.id === id);
			if (folder === undefined) break;
			entries.unshift({ type: 'folder', id, sequence_id: '0', etag: '0', name: folder.name });
			id = folder.parent;
		}
		entries.unshift({ type: 'folder', id: '0', sequence_id: null, etag: null, name: 'All Files' });
		return { total_count: entries.length, entries };
	}
}

/** One of many: every third a web link, which nobody can pack. */
function made(index: number): BoxItem {
	const type = (['folder', 'file', 'web_link'] as const)[index % 3];
	return { id: String(9_000_000 + index), type, name: `Entry ${index}`, parent: '0' };
}
