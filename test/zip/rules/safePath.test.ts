import { fileNameFor } from '../../../nodes/shared/zip/rules/fileName';
import { safePath } from '../../../nodes/shared/zip/rules/safePath';

describe('paths', () => {
	test.each([
		['a.txt', 'a.txt', '', null, false],
		['x/y/a.txt', 'x/y/a.txt', 'x/y', null, false],
		['./x//./a', 'x/a', 'x', null, true],
		['x\\a', 'x/a', 'x', null, true],
		['/x/a', 'x/a', 'x', null, true],
		['\\a', 'a', '', null, true],
		['Q: what is open.txt', 'Q: what is open.txt', '', null, false],
		['C:', 'C:', '', null, false],
		['C:a/b', 'C:a/b', 'C:a', null, false],
		['x/C:/a', 'x/C:/a', 'x/C:', null, false],
		['C:/a', 'a', '', 'it starts at a drive', true],
		['/c:\\D:/a', 'a', '', 'it starts at a drive', true],
		['./z:/a', 'a', '', 'it starts at a drive', true],
		['//host/a', 'host/a', 'host', 'it starts at a server', true],
		['\\\\host\\a', 'host/a', 'host', 'it starts at a server', true],
		['../a', 'a', '', 'it climbs out of its folder with ".."', true],
		['x/../a', 'x/a', 'x', 'it climbs out of its folder with ".."', true],
		['x/..', 'x', '', 'it climbs out of its folder with ".."', true],
		['..a/b..', '..a/b..', '..a', null, false],
		['a\0.txt', 'a_.txt', '', 'it holds a NUL character', true],
		['', 'unnamed', '', null, true],
		['.', 'unnamed', '', null, true],
		['a\u202eb', 'a_b', '', null, true],
	])('%j', (raw, path, folder, danger, changed) => {
		expect(safePath(raw)).toMatchObject({ path, folder, danger, changed, isFolder: false });
	});

	test.each([
		['x/', 'x', null, false],
		['x/y/', 'x/y', null, false],
		['x\\', 'x', null, false],
		['/', '', null, false],
		['C:/', '', 'it starts at a drive', true],
	])('folder %j', (raw, path, danger, changed) => {
		expect(safePath(raw)).toMatchObject({ path, danger, changed, isFolder: true });
	});

	test('nothing is a danger and stays as it is', () => {
		const parts = ['..', '.', '', 'C:', 'a', '\0', 'unnamed'];
		const raws = parts.flatMap((one) =>
			parts.flatMap((two) => parts.map((three) => `${one}/${two}/${three}`)),
		);
		const dangers = raws
			.concat(parts)
			.map(safePath)
			.filter(({ danger }) => danger !== null);
		expect(dangers.length).toBeGreaterThan(100);
		for (const path of dangers) expect(path).toMatchObject({ changed: true });
	});

	test.each([
		0x00, 0x1f, 0x7f, 0x9f, 0x61c, 0x180e, 0x200b, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202e, 0x2060,
		0x206f, 0xfeff, 0xfff9, 0xfffb, 0xad, 0x34f, 0x115f, 0x17b4, 0x3164, 0xffa0, 0xfff0, 0x1d173, 0xe0001,
		0xe0041, 0xe007f,
	])('the invisible character %i is replaced, and that is told', (code) => {
		expect(safePath(`a${String.fromCodePoint(code)}b`)).toMatchObject({ path: 'a_b', changed: true });
	});

	test.each(['é', '日本', '👩\u200d👧', 'می\u200cخواهم', 'a\u0301', ' ', '❤\ufe0f', '葛\u{e0100}'])(
		'%j stays',
		(name) => {
			expect(safePath(`${name}.txt`)).toMatchObject({ path: `${name}.txt`, changed: false });
		},
	);
});

describe('file names', () => {
	const DEVICES = ['CON', 'prn', 'Aux', 'nul', 'CONIN$', 'conout$', 'CLOCK$'].concat(
		Array.from('0123456789¹²³').flatMap((digit) => [`COM${digit}`, `lpt${digit}`]),
	);
	test.each(DEVICES)('%s is a device of Windows, whatever follows', (device) => {
		for (const name of [device, `${device}.txt`, `${device} .txt`, `${device}.tar.gz`])
			expect(fileNameFor(name)).toBe(`_${name}`);
		for (const name of [`${device}x.txt`, `x${device}`, `${device}-1`]) expect(fileNameFor(name)).toBe(name);
	});

	test.each([
		['a<b>c:d"e|f?g*h', 'a_b_c_d_e_f_g_h'],
		['x.', 'x'],
		['x. . ', 'x'],
		['. .', 'unnamed'],
		['.hidden', '.hidden'],
		['COM10', 'COM10'],
		[' a', ' a'],
	])('%j', (part, name) => {
		expect(fileNameFor(part)).toBe(name);
	});

	test('dots and spaces without end cost no more than they are', () => {
		const used = process.cpuUsage();
		expect(fileNameFor(`${'. '.repeat(500_000)}x`)).toHaveLength(1_000_001);
		expect(process.cpuUsage(used).user / 1000).toBeLessThan(1000);
	});
});
