import { namesIn } from '../../nodes/shared/transfer/headers';

test.each<[string, string | undefined, string, string]>([
	['nothing', undefined, '', ''],
	['a disposition without a name', 'attachment', '', ''],
	['a plain name', 'attachment; filename="a b.zip"', '', 'a b.zip'],
	['both', 'attachment;filename="a.zip";filename*=UTF-8\'\'%C3%A4.zip', '%C3%A4.zip', 'a.zip'],
	[
		'both, the other way round',
		'attachment; FileName*=utf-8\'\'%C3%A4.zip ; filename="a.zip"',
		'%C3%A4.zip',
		'a.zip',
	],
	['an empty name', 'attachment; filename=""', '', ''],
	['a name that does not end', `attachment; filename="${'x'.repeat(10_000)}"`, '', ''],
])('the names that an answer gives its file: %s', (_name, disposition, encoded, plain) => {
	const headers: Record<string, string> =
		disposition === undefined ? {} : { 'content-disposition': disposition };
	expect(namesIn(headers)).toEqual({ encoded, plain });
});
