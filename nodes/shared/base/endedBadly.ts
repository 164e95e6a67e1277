import type { ArchiveHandle } from '../contract';
import { Refusal } from './refusal';

/** The refusal for an archive that will not become ready. */
export function endedBadly(service: string, handle: ArchiveHandle): Refusal {
	const reason = handle.warnings.at(-1) ?? `${service} gives no reason.`;
	const [message, description] = {
		failed: [
			`${service} could not make the archive`,
			'Mend the cause on the service, then ask again with Create Archive.',
		],
		cancelled: [`The archive was cancelled on ${service}`, 'Ask for it again with Create Archive.'],
		expired: [
			`The archive is no longer on ${service}`,
			'Ask for it again with Create Archive, and download it sooner.',
		],
		preparing: [`${service} is still making the archive`, 'Put Wait For Archive before this node.'],
		ready: [`${service} has the archive ready`, ''],
	}[handle.state];
	return new Refusal(`${message}: ${reason}`, description);
}
