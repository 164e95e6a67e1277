/** What is told of transfers that did not go through. */
import { Refusal } from '../base/refusal';
import { brokeOff } from '../http/refusals/transfers';

export const AGAIN = 'Run the node again. If it stays so, ask for the archive anew.';

/** The answer ended as if it were whole, and before all of it was there. */
export const endedEarly = (service: string): Refusal => brokeOff(service, null);

/** The bytes that came the second time are others than the first time. */
export function changed(service: string): Refusal {
	return new Refusal(
		`The archive on ${service} was changed while it was read`,
		`The transfer broke off, and what came when it was asked for again differs from what had arrived before. ${AGAIN}`,
		{ code: 'ARCHIVE_CHANGED' },
	);
}

/** @param arrived bytes  @param size bytes, null where nobody knows  @param tries how often in a row nothing more came */
export function givenUp(reason: Refusal, arrived: number, size: number | null, tries: number): Refusal {
	const place = `byte ${arrived}${size === null ? '' : ` of ${size}`}`;
	const asked = tries === 1 ? 'once' : `${tries} times`;
	return new Refusal(
		reason.message,
		`The transfer came to ${place}. It was taken up again there ${asked}, and nothing more arrived. ${reason.description}`,
		{ code: reason.code, status: reason.status, serviceCode: reason.serviceCode },
	);
}

/** @param times how often the transfer was taken up again in all */
export function brokeTooOften(reason: Refusal, times: number): Refusal {
	return new Refusal(
		reason.message,
		`The transfer broke off ${times} times, which is too often to go on. ${reason.description}`,
		{ code: reason.code, status: reason.status, serviceCode: reason.serviceCode },
	);
}

export function otherPart(service: string): Refusal {
	return new Refusal(`${service} sent a part of the archive where all of it was asked for`, AGAIN, {
		code: 'UNEXPECTED_ANSWER',
	});
}
