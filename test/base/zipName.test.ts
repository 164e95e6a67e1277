import { nameWithoutZip, onePart, zipName } from '../../nodes/shared/base/zipName';

const longer = (length: number) => 'x'.repeat(length);

it.each([
	['report', 'report'],
	['Grüße 📦', 'Grüße 📦'],
	['a/b', 'a_b'],
	['a\\b', 'a_b'],
	['C:x', 'C_x'],
	['what?', 'what_'],
	['a\u0000b\u007fc', 'a_b_c'],
	['a\ud800b', 'a_b'],
	['a//\\:?b/c', 'a_b_c'],
	['  a b ', 'a b'],
	['.hidden', 'hidden'],
	['...', ''],
	['..a..', 'a..'],
	[' .. a', 'a'],
	['.a.b', 'a.b'],
	['', ''],
	[' ', ''],
	[longer(200), longer(200)],
	[longer(201), longer(200)],
	// What falls away at the front makes room; what is far behind is not looked at.
	[`${'.'.repeat(200)}${longer(200)}y`, longer(200)],
	[`${'.'.repeat(399)}ab`, 'a'],
	[`${'.'.repeat(400)}a`, ''],
	// The cut leaves no space at the end.
	[`${longer(199)} y`, longer(199)],
])('%.20j is one part of a path: %.20j', (name, part) => {
	expect(onePart(name)).toBe(part);
});

it.each([
	['report', 'report.zip'],
	['report.zip', 'report.zip'],
	['report.ZIP', 'report.ZIP'],
	['report.zip.bak', 'report.zip.bak.zip'],
	['reportzip', 'reportzip.zip'],
	['a/b.zip', 'a_b.zip'],
	['.zip', 'zip.zip'],
	['', undefined],
	[' .. ', undefined],
])('%j names the archive %j', (name, archive) => {
	expect(zipName(name)).toBe(archive);
});

it.each([
	['report', 'report'],
	['report.zip', 'report'],
	[' report.Zip ', 'report'],
	['report.zip.zip', 'report.zip'],
	['report.zipped', 'report.zipped'],
	['reportzip', 'reportzip'],
	['a/b.zip', 'a_b'],
	['.zip', undefined],
	['', undefined],
	['..zip', undefined],
])('%j without its ending is %j', (name, bare) => {
	expect(nameWithoutZip(name)).toBe(bare);
});
