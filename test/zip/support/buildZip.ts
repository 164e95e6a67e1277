/**
 * Writes ZIPs for tests, record by record, so that any field can be wrong on purpose. Real writers make the
 * others (see writers.test.ts): this one only has to be able to make what they never would.
 */
import { crc32, deflateRawSync } from 'zlib';

export interface EntrySpec {
	name: string | Buffer;
	data: Buffer | string;
	deflate?: boolean;
	/** Sizes behind the data: with a signature or without, in 4 bytes or 8. */
	descriptor?: 'signed' | 'bare' | 'signed64' | 'bare64';
	/** Sizes and offset in the ZIP64 field. */
	zip64?: boolean;
	flags?: number;
	method?: number;
	time?: { date: number; time: number };
	extra?: Buffer;
	madeBy?: number;
	attributes?: number;
	/** What is written in place of the truth. */
	lie?: Partial<
		Record<'localCrc' | 'localSize' | 'localCompressed' | 'crc' | 'size' | 'compressed' | 'offset', number>
	>;
	localName?: string | Buffer;
	/** In the archive, but not in the directory. */
	unlisted?: boolean;
	/** Bytes that belong to nothing, in front of this entry. */
	gap?: Buffer;
}

export interface ArchiveSpec {
	prefix?: Buffer;
	/** Whether offsets count the prefix. */
	offsetsCountPrefix?: boolean;
	comment?: Buffer | string;
	trailer?: Buffer;
	lie?: Partial<Record<'count' | 'size' | 'offset' | 'disk', number>>;
	zip64End?: boolean;
}

const u16 = (value: number): Buffer => Buffer.from([value & 255, (value >> 8) & 255]);
const u32 = (value: number): Buffer => {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32LE(value >>> 0);
	return bytes;
};
const u64 = (value: number): Buffer => {
	const bytes = Buffer.alloc(8);
	bytes.writeBigUInt64LE(BigInt(value));
	return bytes;
};

export const extraField = (id: number, data: Buffer): Buffer =>
	Buffer.concat([u16(id), u16(data.length), data]);

const crcOf = crc32 as (data: Buffer) => number;

export function buildZip(entries: EntrySpec[], archive: ArchiveSpec = {}): Buffer {
	const parts: Buffer[] = archive.prefix ? [archive.prefix] : [];
	const records: Buffer[] = [];
	const base = archive.offsetsCountPrefix === false ? (archive.prefix?.length ?? 0) : 0;
	let place = archive.prefix?.length ?? 0;
	const put = (bytes: Buffer): void => {
		parts.push(bytes);
		place += bytes.length;
	};
	for (const entry of entries) {
		if (entry.gap) put(entry.gap);
		const { descriptor, zip64 = false, lie = {} } = entry;
		const data = Buffer.from(entry.data);
		const packed = entry.deflate ? deflateRawSync(data) : data;
		const method = entry.method ?? (entry.deflate ? 8 : 0);
		const name = Buffer.from(entry.name);
		const localName = Buffer.from(entry.localName ?? entry.name);
		const crc = crcOf(data);
		const flags = (entry.flags ?? 0) | (descriptor ? 8 : 0);
		const [date, time] = [entry.time?.date ?? 0x5a21, entry.time?.time ?? 0];
		const extra = entry.extra ?? Buffer.alloc(0);
		const offset = lie.offset ?? place - base;
		const localSize = lie.localSize ?? (descriptor ? 0 : data.length);
		const localCompressed = lie.localCompressed ?? (descriptor ? 0 : packed.length);
		const localExtra = zip64
			? Buffer.concat([extraField(1, Buffer.concat([u64(localSize), u64(localCompressed)])), extra])
			: extra;
		const common = [u16(flags), u16(method), u16(time), u16(date)];
		const wide = (value: number): Buffer => (zip64 ? u32(0xffffffff) : u32(value));
		put(
			Buffer.concat([
				u32(0x04034b50),
				u16(20),
				...common,
				u32(lie.localCrc ?? (descriptor ? 0 : crc)),
				wide(localCompressed),
				wide(localSize),
				u16(localName.length),
				u16(localExtra.length),
				localName,
				localExtra,
			]),
		);
		put(packed);
		if (descriptor) {
			const size = descriptor.endsWith('64') ? u64 : u32;
			if (descriptor.startsWith('signed')) put(u32(0x08074b50));
			put(Buffer.concat([u32(crc), size(packed.length), size(data.length)]));
		}
		if (entry.unlisted) continue;
		const size = lie.size ?? data.length;
		const compressed = lie.compressed ?? packed.length;
		const field = extraField(1, Buffer.concat([u64(size), u64(compressed), u64(offset)]));
		const ownExtra = zip64 ? Buffer.concat([field, extra]) : extra;
		records.push(
			Buffer.concat([
				u32(0x02014b50),
				Buffer.from([20, entry.madeBy ?? 0]),
				u16(20),
				...common,
				u32(lie.crc ?? crc),
				wide(compressed),
				wide(size),
				u16(name.length),
				u16(ownExtra.length),
				u16(0),
				u16(0),
				u16(0),
				u32(entry.attributes ?? 0),
				wide(offset),
				name,
				ownExtra,
			]),
		);
	}
	const directory = Buffer.concat(records);
	const comment = Buffer.from(archive.comment ?? '');
	const count = archive.lie?.count ?? records.length;
	const size = archive.lie?.size ?? directory.length;
	const offset = archive.lie?.offset ?? place - base;
	const disk = archive.lie?.disk ?? 0;
	const wideEnd = archive.zip64End ?? false;
	parts.push(directory);
	if (wideEnd) {
		const at = place - base + directory.length;
		parts.push(
			Buffer.concat([
				u32(0x06064b50),
				u64(44),
				u16(45),
				u16(45),
				u32(0),
				u32(0),
				u64(count),
				u64(count),
				u64(size),
				u64(offset),
				u32(0x07064b50),
				u32(0),
				u64(at),
				u32(1),
			]),
		);
	}
	parts.push(
		Buffer.concat([
			u32(0x06054b50),
			u16(disk),
			u16(disk),
			u16(wideEnd ? 0xffff : count),
			u16(wideEnd ? 0xffff : count),
			u32(wideEnd ? 0xffffffff : size),
			u32(wideEnd ? 0xffffffff : offset),
			u16(comment.length),
			comment,
		]),
	);
	return Buffer.concat([...parts, archive.trailer ?? Buffer.alloc(0)]);
}

/** A ZIP64 end record with something of its writer's own in it. */
export function withLongerEnd(entries: EntrySpec[], archive: ArchiveSpec = {}): Buffer {
	const bytes = buildZip(entries, { ...archive, zip64End: true });
	const locator = bytes.lastIndexOf('PK\x06\x07', undefined, 'latin1');
	const longer = Buffer.concat([bytes.subarray(0, locator), Buffer.alloc(100), bytes.subarray(locator)]);
	longer.writeUInt32LE(144, locator - 52);
	return longer;
}
