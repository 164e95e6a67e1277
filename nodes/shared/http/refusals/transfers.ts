import { Refusal } from '../../base/refusal';
import { isBroken } from '../failure';

const AGAIN = 'Run the node again, or turn on Retry On Fail in its settings.';

/** The connection ended before the answer did. @param cause what the stream said */
export function brokeOff(service: string, cause: unknown): Refusal {
	const told: unknown = typeof cause === 'object' && cause !== null ? Reflect.get(cause, 'code') : null;
	const code = typeof told === 'string' ? told.slice(0, 60) : null;
	if (isBroken(code)) {
		return new Refusal(
			`${service} sent something that cannot be decoded`,
			`It says that it packed its answer in a way in which it did not. Look for a proxy on the way that changes answers. (${code})`,
			{ code: 'UNEXPECTED_ANSWER', serviceCode: code, clean: true },
		);
	}
	return new Refusal(
		`The connection to ${service} broke off`,
		`The transfer ended before its last byte. ${AGAIN}`,
		{ code: 'CONNECTION_LOST', serviceCode: code, clean: true },
	);
}

/** Whether a transfer ended because its content coding is not what it says. */
export function isUndecodable(reason: unknown): boolean {
	return reason instanceof Refusal && reason.code === 'UNEXPECTED_ANSWER' && isBroken(reason.serviceCode);
}

/** Nothing arrived for too long. @param milliseconds how long */
export function stalled(service: string, milliseconds: number): Refusal {
	return new Refusal(
		`${service} stopped sending`,
		`No byte arrived for ${Math.round(milliseconds / 1000)} seconds. Run the node again, or allow a longer Stall Timeout in its options.`,
		{ code: 'TRANSFER_TOO_SLOW', clean: true },
	);
}

/** Bytes arrive, but too few. @param rate bytes a second */
export function tooSlow(service: string, rate: number): Refusal {
	return new Refusal(
		`${service} sends too slowly`,
		`Only ${Math.round(rate)} bytes a second arrived. Run the node again later, or allow a smaller Least Speed in its options.`,
		{ code: 'TRANSFER_TOO_SLOW', clean: true },
	);
}

/** The transfers of one item take longer than they may. That is final: asked for again, the next one would end at once. */
export function tooLong(service: string): Refusal {
	return new Refusal(
		`The transfer from ${service} takes too long`,
		'Ask for fewer files at a time, or allow a longer Longest Transfer in the options.',
		{ code: 'TIME_IS_UP', clean: true },
	);
}

/** The user's own limit for everything that is done for an item. */
export function timeIsUp(service: string): Refusal {
	return new Refusal(
		`The time for the archive from ${service} is up`,
		'Allow a longer Timeout, or ask for fewer files at a time.',
		{ code: 'TIME_IS_UP', clean: true },
	);
}
