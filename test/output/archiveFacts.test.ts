import type { ArchiveHandle } from '../../nodes/shared/contract';
import { archiveFacts } from '../../nodes/shared/output/archiveFacts';

test('an item says which archive it is from, and repeats no request', () => {
	const handle = {
		provider: 'box',
		archiveId: '77',
		fileName: 'invoices.zip',
		request: { fileIds: ['1', '2'] },
		status: 'ready',
	} as unknown as ArchiveHandle;
	expect(archiveFacts(handle)).toEqual({ provider: 'box', archiveId: '77', fileName: 'invoices.zip' });
});
