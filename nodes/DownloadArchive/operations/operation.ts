import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { ArchiveContent, ArchiveHandle } from '../../shared/contract';
import type { Session } from '../../shared/run/session';
import type { ByteSource } from '../../shared/contract/source';

/** What an operation is handed for one input item. */
export interface Download {
	context: IExecuteFunctions;
	session: Session;
	handle: ArchiveHandle;
	content: ArchiveContent;
	source: ByteSource;
	itemIndex: number;
	signal?: AbortSignal;
}

/** What came out of it. */
export interface Downloaded {
	items: INodeExecutionData[];
	/** For the output panel, beside those that the service gives. */
	warnings: string[];
	/** Whether every byte was read, so that the service can tell how it went. */
	complete: boolean;
}

/** One entry of Operation, with the options that only it reads. */
export interface Operation {
	name: string;
	value: string;
	action: string;
	description: string;
	options: INodeProperties[];
	run(download: Download): Promise<Downloaded>;
}
