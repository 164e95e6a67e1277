import { randomUUID } from 'node:crypto';
import { bufferSource, type ByteSource } from '../../core/byteSource';
import { cachedZip } from '../../fixtures/archive';
import { virtualArchive } from '../../virtualArchive';
import type { SourceFile } from '../../fixtures/files';
import type { Stage } from '../../stage';
import type { AlfrescoBehaviour } from './behaviour';
import { filesBelow, type AlfrescoNode } from './tree';

/** A download node: the ZIP as a job, and later the ZIP itself. */
export interface AlfrescoDownload {
	id: string;
	owner: string;
	fileName: string;
	files: SourceFile[];
	totalBytes: number;
	created: number;
	stuck: boolean;
	cancelled: boolean;
}

/** The download nodes, whose states come from the time that has gone by. */
export class AlfrescoDownloads {
	private downloads = new Map<string, AlfrescoDownload>();

	constructor(private readonly stage: Stage<AlfrescoBehaviour>) {
		stage.onReset(() => this.downloads.clear());
	}

	create(nodes: readonly AlfrescoNode[], owner: string): AlfrescoDownload {
		const files = nodes.flatMap((node) => filesBelow(node));
		const claimed = nodes.reduce((sum, node) => sum + (node.claimedBytes ?? 0), 0);
		const [only] = nodes;
		const download: AlfrescoDownload = {
			id: randomUUID(),
			owner,
			fileName: nodes.length === 1 && only !== undefined ? `${only.name}.zip` : 'archive.zip',
			files,
			totalBytes: files.reduce((sum, file) => sum + file.bytes.length, claimed),
			created: Date.now(),
			stuck: nodes.some((node) => node.oddity === 'stuck'),
			cancelled: false,
		};
		this.downloads.set(download.id, download);
		return download;
	}

	find(id: string): AlfrescoDownload | undefined {
		return this.downloads.get(id);
	}

	delete(id: string): boolean {
		return this.downloads.delete(id);
	}

	/** Sets the flag that the zipper looks at while it copies: too late for a finished one, in vain for a stuck one. */
	cancel(download: AlfrescoDownload): void {
		if (!download.stuck && this.progress(download) < 1) download.cancelled = true;
	}

	/** The `entry` of one that was just asked for: the action that packs it begins behind the answer. */
	begun({ id }: AlfrescoDownload): Record<string, unknown> {
		return { id, status: 'PENDING', filesAdded: 0, bytesAdded: 0, totalFiles: 0, totalBytes: 0 };
	}

	/** The `entry` of the API. */
	entry(download: AlfrescoDownload): Record<string, unknown> {
		const { id, files, totalBytes } = download;
		const { maxContentSize, unreadableFiles } = this.stage.behaviour;
		const told = (status: string, share: number, known: boolean) => ({
			id,
			status,
			filesAdded: Math.floor(files.length * share),
			bytesAdded: Math.floor(totalBytes * share),
			totalFiles: known ? files.length : 0,
			totalBytes: known ? totalBytes : 0,
		});
		const progress = this.progress(download);
		if (maxContentSize > 0 && totalBytes > maxContentSize && progress > 0.3) {
			return { ...told('MAX_CONTENT_SIZE_EXCEEDED', 0, true), bytesAdded: maxContentSize };
		}
		if (download.cancelled) return told('CANCELLED', Math.min(progress, 0.5), true);
		if (progress >= 1) return { ...told('DONE', 1, true), filesAdded: files.length - unreadableFiles };
		return progress > 0.3 ? told('IN_PROGRESS', progress, true) : told('PENDING', 0, false);
	}

	async archive(download: AlfrescoDownload): Promise<ByteSource | undefined> {
		if (this.entry(download).status !== 'DONE') return undefined;
		const { created } = download;
		if (this.stage.archive !== undefined) return this.stage.archive;
		const { unreadableFiles, lostFiles } = this.stage.behaviour;
		const files = download.files.slice(unreadableFiles + lostFiles);
		const etag = `"${created}"`;
		const paths = files.map((file) => file.path);
		// Names that meet stay as they are in the real thing; JSZip would keep only the last of them.
		if (new Set(paths).size < paths.length) return { ...virtualArchive(files), etag };
		return bufferSource(await cachedZip(`alfresco ${paths.join('|')}`, files, { folders: true }), etag);
	}

	private progress(download: AlfrescoDownload): number {
		const total = this.stage.core.paced(this.stage.behaviour.buildMilliseconds);
		const share = total <= 0 ? 1 : Math.min(1, (Date.now() - download.created) / total);
		return download.stuck ? Math.min(share, 0.6) : share;
	}
}
