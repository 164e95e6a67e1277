import { Refusal, type RefusalCode } from '../../shared/base/refusal';
import { NotInZip, quote } from '../../shared/zip/format/refused';

/** What to do about a ZIP that no service was asked for. Limits and what is not supported have words that hold here too. */
const WAYS_OUT: Partial<Record<RefusalCode, string>> = {
	ARCHIVE_CUT_SHORT: 'It was cut off before it came to n8n. Have it sent or fetched again.',
	ARCHIVE_DAMAGED: 'Have it sent or fetched again. If it comes out the same, ask whoever made it.',
	NOT_A_ZIP:
		'Check "Input Binary Field", and what the node before gives out in it: often it is an answer that tells why there is no file.',
};

/** The same refusal in words that fit a binary field, which it names. */
export function ofBinaryField(refusal: Refusal, name: string): Refusal {
	const { message, description, code } = refusal;
	return new Refusal(
		`The field ${quote(name)} can't be read as a ZIP: ${message}`,
		(refusal instanceof NotInZip ? undefined : WAYS_OUT[code]) ?? description,
		{
			code,
		},
	);
}
