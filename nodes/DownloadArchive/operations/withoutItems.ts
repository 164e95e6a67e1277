import type { ReadReport } from '../../shared/zip';
import type { Download } from './operation';

/**
 * Says that an archive has nothing in it that makes an item; what was left out of it is told elsewhere. Behind a node without items
 * n8n goes no further, and says nothing of it.
 * @param items how many came out
 */
export function withoutItems(
	{ files, entries }: ReadReport,
	items: number,
	{ context, items: of }: Download,
): string[] {
	if (items > 0 || (files > 0 && entries.length === 0)) return [];
	const whose = context.getInputData().length > 1 ? ` of item ${of.join(', ')}` : '';
	const because = files === 0 ? 'it has no files in it' : 'there are no rows in its files';
	return [`The archive${whose} gave no items: ${because}`];
}
