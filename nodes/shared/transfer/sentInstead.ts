import { Refusal } from '../base/refusal';
import type { ForeignText } from '../contract/api';
import { NotInZip, type NoZip } from '../zip/format/refused';
import { emptyAnswer, messageRefused, type Sender } from './notAnArchive';

/** Types that are registered (RFC 6838), without what stands behind them. */
const MEDIA_TYPE = /^(?:application|audio|font|image|model|text|video)\/[a-z\d][a-z\d.+-]{0,79}$/;
/** What servers say of everything, and what it is not. */
const TELLS_NOTHING = /octet-stream|download|\/(?:x-)?zip\b/;

/**
 * The refusal of what is no archive, in the same words whatever was to be done with it. Its bytes have decided that it is none;
 * its type only says what to call it, and nothing of what came is shown.
 */
export function sentInstead(refusal: NoZip, contentType: ForeignText, sender: Sender): Refusal {
	const { what, description } = refusal;
	const { service } = sender;
	if (refusal instanceof NotInZip)
		return new Refusal(`${service} sent ${refusal.format} instead of the ZIP`, description, {
			code: 'NOT_A_ZIP',
		});
	if (what === 'nothing') return emptyAnswer(sender);
	if (what !== null) return messageRefused(what, sender);
	return new Refusal(
		`${service} sent ${named(contentType, sender)}`,
		'Some services send a single file as it is: ask for more than one. Or check the values of this node.',
		{ code: 'NOT_A_ZIP' },
	);
}

function named(contentType: ForeignText, { api }: Sender): string {
	const type = contentType.split(';', 1)[0].trim().toLowerCase();
	return MEDIA_TYPE.test(type) && !TELLS_NOTHING.test(type)
		? `${api.shown(type)} instead of a ZIP archive`
		: 'something that is no ZIP archive';
}
