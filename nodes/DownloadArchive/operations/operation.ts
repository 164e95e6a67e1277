import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { Arrived, Fields } from '../../shared/contract';
import type { ByteSource } from '../../shared/contract/source';

/** What an operation is handed for one archive. */
export interface Download {
	context: IExecuteFunctions;
	fields: Fields;
	/** Whoever sends the archive, for messages. */
	sender: string;
	/** What each item says of the archive it comes from. */
	archive: IDataObject;
	/** Fields of the input item that each item is to keep; null where there are none. */
	kept: IDataObject | null;
	/** What the archive is called, as far as it is known by now; null where nobody says. */
	fileName(): string | null;
	/** Bytes that it has, where that is known before it is asked for. */
	size: number | null;
	source: ByteSource;
	/** The input items that it was made for. */
	items: readonly number[];
	signal?: AbortSignal;
}

/** What came out of it. */
export interface Downloaded {
	items: INodeExecutionData[];
	/** For the output panel, beside those that the service gives. */
	warnings: string[];
	/** What came of the archive, to be compared with what was announced. */
	arrived: Arrived;
	tally: Tally;
}

/** What an archive came to. */
export interface Tally {
	/** Null where nobody looked into it. */
	files: number | null;
	bytes: number;
	/** Files that were wanted and could not be read. */
	leftOut: number;
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
