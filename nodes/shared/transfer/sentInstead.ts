import { Refusal } from '../base/refusal';
import type { NoZip } from '../zip/format/refused';
import { emptyAnswer, messageRefused, type Sender } from './notAnArchive';

/** Types that are registered (RFC 6838), without what stands behind them. */
const MEDIA_TYPE =
	/^(?:application|audio|font|image|message|model|multipart|text|video)\/[a-z\d][a-z\d.+-]{0,79}$/;
const OF_ZIPS = /\/(?:x-)?zip\b/;
/** What servers say of everything. */
const OF_ANYTHING = /octet-stream|download|binary$/;

/**
 * The refusal of what is no archive, in the same words whatever was to be done with it: who sent it, and what it is. Its bytes
 * have decided that; its type only says what to call it, and nothing of it is shown.
 */
export function sentInstead({ what }: NoZip, contentType: string, sender: Sender): Refusal {
	const { service } = sender;
	if (what === 'nothing') return emptyAnswer(sender);
	if (what !== null) return messageRefused(what, service);
	return new Refusal(
		`${service} sent ${named(contentType, sender)}`,
		'Some services send a single file as it is: ask for more than one, or fetch it with the HTTP Request node. Otherwise check the values of this node.',
		{ code: 'NOT_A_ZIP' },
	);
}

function named(contentType: string, { api }: Sender): string {
	const type = contentType.split(';', 1)[0].trim().toLowerCase();
	const isTold = MEDIA_TYPE.test(type) && !OF_ANYTHING.test(type);
	if (!isTold) return 'something that is no ZIP archive';
	if (OF_ZIPS.test(type)) return 'something that is no ZIP archive, though it calls it one';
	return `${api.shown(type, 100)} instead of a ZIP archive`;
}
