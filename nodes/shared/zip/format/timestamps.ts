/**
 * When an entry was last changed. DOS times count two seconds and know no time zone, so they come out
 * without one; the extra fields of Unix and Windows writers are in UTC and win.
 */
import { EXTENDED_TIMESTAMP, type ExtraFields, fieldIn, INFO_ZIP_UNIX, NTFS } from './extraFields';
import { u16, u32 } from './numbers';

function fromDos(date: number, time: number): string | null {
	const month = ((date >> 5) & 15) - 1;
	const day = date & 31;
	const [hours, minutes, seconds] = [time >> 11, (time >> 5) & 63, (time & 31) * 2];
	const at = new Date(Date.UTC(1980 + (date >> 9), month, day, hours, minutes, seconds));
	// What is out of its range has become a part of the next one.
	const isOne =
		at.getUTCMonth() === month &&
		at.getUTCDate() === day &&
		at.getUTCHours() === hours &&
		at.getUTCMinutes() === minutes;
	return isOne ? at.toISOString().slice(0, 19) : null;
}

const fromUnix = (seconds: number): string => new Date(seconds * 1000).toISOString();

const NTFS_YEAR_10000 = 2_650_467_744e9;

/** 100-nanosecond steps since 1601, at tag 1 of the NTFS field. */
function fromNtfs(field: Buffer): string | null {
	for (let at = 4; at + 4 <= field.length; at += 4 + u16(field, at + 2)) {
		if (u16(field, at) !== 1 || at + 12 > field.length) continue;
		const steps = u32(field, at + 4) + u32(field, at + 8) * 0x1_0000_0000;
		// 0 is written where no time was set; years have four digits.
		if (steps === 0 || steps >= NTFS_YEAR_10000) return null;
		return new Date(steps / 10_000 - 11_644_473_600_000).toISOString();
	}
	return null;
}

export function modifiedAt(dosDate: number, dosTime: number, extra: ExtraFields): string | null {
	const extended = fieldIn(extra, EXTENDED_TIMESTAMP);
	if (extended && extended.length >= 5 && extended[0] & 1) return fromUnix(extended.readInt32LE(1));
	const unix = fieldIn(extra, INFO_ZIP_UNIX);
	if (unix && unix.length >= 8) return fromUnix(unix.readInt32LE(4)); // 0: accessed, 4: modified
	const ntfs = fieldIn(extra, NTFS);
	return (ntfs && fromNtfs(ntfs)) ?? fromDos(dosDate, dosTime);
}
