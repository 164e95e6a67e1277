/** What is no archive is told by the type that it was sent as, and only where that is a type and says something. */
import { archiveSource } from '../../nodes/shared/transfer/archiveSource';
import { sentInstead } from '../../nodes/shared/transfer/sentInstead';
import { NotInZip, NoZip } from '../../nodes/shared/zip/format/refused';
import { fakeApi, fakeArchive, piece, read, whole } from './support/server';

const sender = {
	service: 'Box',
	api: { shown: (words: unknown) => `~${String(words)}~` },
	linked: undefined,
};
const LONG = `audio/${'a'.repeat(80)}`;

test.each([
	['audio/mpeg', '~audio/mpeg~ instead of a ZIP archive'],
	[' Audio/MPEG ; rate=SECRET', '~audio/mpeg~ instead of a ZIP archive'],
	['image/svg+xml', '~image/svg+xml~ instead of a ZIP archive'],
	['application/gzip', '~application/gzip~ instead of a ZIP archive'],
	['application/x-7z-compressed', '~application/x-7z-compressed~ instead of a ZIP archive'],
	['application/vnd.ms-excel', '~application/vnd.ms-excel~ instead of a ZIP archive'],
	[LONG, `~${LONG}~ instead of a ZIP archive`],
	[`${LONG}a`, 'something that is no ZIP archive'],
	['', 'something that is no ZIP archive'],
	['application/zip', 'something that is no ZIP archive'],
	['application/x-zip', 'something that is no ZIP archive'],
	['application/x-zip-compressed', 'something that is no ZIP archive'],
	['application/octet-stream', 'something that is no ZIP archive'],
	['binary/octet-stream', 'something that is no ZIP archive'],
	['application/force-download', 'something that is no ZIP archive'],
	['audio/mpeg, text/plain', 'something that is no ZIP archive'],
	['audio/', 'something that is no ZIP archive'],
	['audio/.mpeg', 'something that is no ZIP archive'],
	['mpeg', 'something that is no ZIP archive'],
	['x/audio/mpeg', 'something that is no ZIP archive'],
	['see https://x.example/?sig=SECRET', 'something that is no ZIP archive'],
])('sent as %j', (type, told) => {
	const { message, description, code } = sentInstead(new NoZip(null), type, sender);
	expect({ message, description, code }).toEqual({
		message: `Box sent ${told}`,
		description:
			'Some services send a single file as it is: ask for more than one. Or check the values of this node.',
		code: 'NOT_A_ZIP',
	});
});

test.each([
	['nothing', 'Box sent an empty answer instead of the ZIP'],
	['a web page', 'Box sent a web page instead of the ZIP'],
] as const)('%s is told by its bytes, whatever type it was sent as', (what, message) => {
	expect(sentInstead(new NoZip(what), 'audio/mpeg', sender)).toMatchObject({ message, code: 'NOT_A_ZIP' });
});

test('an archive in another format is told as that, and that a ZIP is wanted', () => {
	expect(sentInstead(new NotInZip('a gzip file'), 'application/octet-stream', sender)).toMatchObject({
		message: 'Box sent a gzip file instead of the ZIP',
		description: expect.stringMatching(/^These nodes read ZIP archives only\./) as string,
		code: 'NOT_A_ZIP',
	});
});

test('the type is known from the first answer on, be it a piece or all of it', async () => {
	const bytes = Buffer.alloc(20, 'sound');
	const type = { 'content-type': 'audio/mpeg' };
	const { content } = fakeArchive(({ range }, all) => {
		const served = range ? piece(all, range) : whole(all);
		return { ...served, headers: { ...served.headers, ...type } };
	}, bytes);
	for (const start of [-5, 0]) {
		const source = archiveSource(content, { service: 'Box', api: fakeApi() });
		expect(source.contentType).toBe('');
		await read(await source.open(start));
		expect(source.contentType).toBe('audio/mpeg');
	}
});

test('without a type there is none', async () => {
	const { content } = fakeArchive((_, all) => whole(all), Buffer.from('PK'));
	const source = archiveSource(content, { service: 'Box', api: fakeApi() });
	await read(await source.open(0));
	expect(source.contentType).toBe('');
});
