import { plainBytes } from '../../base/plainBytes';

/**
 * The reason for MAX_CONTENT_SIZE_EXCEEDED, with its two numbers in plain words.
 * @param size bytes of the files before they are packed
 * @param limit bytes that an administrator allows (`download.maxContentSize`, about 2 GB at first)
 */
export function tooLarge(size: number | null, limit: number | null): string {
	return `${comparison(size, limit)}. Ask for fewer files at a time, or let an administrator raise download.maxContentSize`;
}

function comparison(size: number | null, limit: number | null): string {
	const files = size === null ? 'the files' : `the files come to ${plainBytes(size)}`;
	if (limit === null)
		return size === null ? `${files} are larger than Alfresco allows` : `${files}, more than Alfresco allows`;
	const allowed = `Alfresco allows ${plainBytes(limit)} for one archive`;
	return size === null ? `${files} are larger: ${allowed}` : `${files}, and ${allowed}`;
}
