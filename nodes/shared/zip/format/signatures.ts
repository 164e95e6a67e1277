/** Every record of a ZIP begins with four bytes: "PK" and two that tell which record it is. */
export const LOCAL_HEADER = 0x04034b50;
export const DATA_DESCRIPTOR = 0x08074b50;
export const DIRECTORY_RECORD = 0x02014b50;
export const DIRECTORY_SIGNATURE = 0x05054b50;
export const ARCHIVE_EXTRA_DATA = 0x08064b50;
export const ZIP64_DIRECTORY_END = 0x06064b50;
export const ZIP64_LOCATOR = 0x07064b50;
export const DIRECTORY_END = 0x06054b50;

/** The records that can stand right behind an entry's data. */
export function followsAnEntry(signature: number): boolean {
	return (
		signature === LOCAL_HEADER ||
		signature === DIRECTORY_RECORD ||
		signature === DIRECTORY_END ||
		signature === ZIP64_DIRECTORY_END ||
		signature === ARCHIVE_EXTRA_DATA
	);
}

/** General purpose flags, the same in local headers and directory records. */
export const FLAG_ENCRYPTED = 0x0001;
export const FLAG_DESCRIPTOR = 0x0008;
export const FLAG_STRONG_ENCRYPTION = 0x0040;
export const FLAG_UTF8 = 0x0800;
export const FLAG_MASKED_HEADERS = 0x2000;

/** Any of the three says that what follows can't be read without a password. */
export const ENCRYPTION_FLAGS = FLAG_ENCRYPTED | FLAG_STRONG_ENCRYPTION | FLAG_MASKED_HEADERS;

export const METHOD_STORED = 0;
export const METHOD_DEFLATED = 8;
export const METHOD_DEFLATE64 = 9;
