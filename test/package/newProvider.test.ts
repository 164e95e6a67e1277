/** The parts of `npm run new-provider` that need no repository; `npm run test:new-provider` runs all of it in a copy. */
import { templateData, whyNoName } from '../../scripts/newProvider/answers';
import { coloursOf, letterPath } from '../../scripts/newProvider/icon';
import { withEntry } from '../../scripts/newProvider/lists';
import { whyTaken } from '../../scripts/newProvider/taken';

const LIST = `import type { Provider } from '../contract';
import { box } from './box';
import { hoody } from './hoody';

/** All. */
export const providers = {
	box,
	hoody,
};
`;

describe('a list', () => {
	it('gets an import and an entry, each after the last one', () => {
		expect(withEntry(LIST, 'gamma')).toBe(
			LIST.replace("'./hoody';\n", "'./hoody';\nimport { gamma } from './gamma';\n").replace(
				'\thoody,\n',
				'\thoody,\n\tgamma,\n',
			),
		);
	});

	it.each([
		['that has the name already', LIST, 'hoody', 'hoody is there already'],
		['that is none', 'export const nothing = {};\n', 'gamma', 'There is no list of folders'],
	])('%s is refused', (_what, text, name, words) => {
		expect(() => withEntry(text, name)).toThrow(words);
	});
});

describe('a name', () => {
	it.each([
		['Label Studio', 'labelStudio', 'LabelStudio', 'label-studio', 'LABEL_STUDIO', 'Label Studio'],
		['Paperless-ngx', 'paperlessNgx', 'PaperlessNgx', 'paperless-ngx', 'PAPERLESS_NGX', 'Paperless-Ngx'],
		['files.ro', 'filesRo', 'FilesRo', 'files-ro', 'FILES_RO', 'Files.Ro'],
		[
			'GBIF Occurrences',
			'gbifOccurrences',
			'GbifOccurrences',
			'gbif-occurrences',
			'GBIF_OCCURRENCES',
			'GBIF Occurrences',
		],
		['AWS S3', 'awsS3', 'AwsS3', 'aws-s3', 'AWS_S3', 'AWS S3'],
		[
			'ONLYOFFICE DocSpace',
			'onlyofficeDocSpace',
			'OnlyofficeDocSpace',
			'onlyoffice-docspace',
			'ONLYOFFICE_DOCSPACE',
			'ONLYOFFICE DocSpace',
		],
		['8x8 Work', 'refused', '', '', '', ''],
	])('%s', (display, name, pascal, kebab, constant, titled) => {
		const make = () => templateData({ display, shape: 'S', signIn: 'basic' });
		if (name === 'refused') return expect(make).toThrow('Letters, digits');
		expect(make()).toMatchObject({ name, pascal, kebab, constant, titled, credential: `${name}Api` });
	});

	it.each(['', ' Box', 'Box ', 'A  B', "O'Neill", 'a/b', '../x', '{{x}}', 'x'.repeat(41)])(
		'%j is refused',
		(display) => {
			expect(whyNoName(display)).toMatch(/^Letters/);
		},
	);

	it.each([
		[{ shape: 'X', signIn: 'basic' }, 'There is no shape X'],
		[{ shape: 'S', signIn: 'toString' }, 'Nobody signs in by toString'],
	])('is not enough with %j', (answers, words) => {
		expect(() => templateData({ display: 'Gamma', ...answers } as never)).toThrow(words);
	});
});

describe('a name that is', () => {
	const there = [
		'index',
		'dataFramer',
		'gitlab',
		'GitHub Artifact',
		'ArchiveServiceApi',
		'Zenodo (InvenioRDM)',
	];
	const template = [
		"import { create } from './{{name}}'; // mentions gamma",
		"/** And gamma, in a comment. */ export const {{name}}Job = { text: 'gamma' };",
		'const request = from.parts;',
	].join('\n');
	const why = (display: string): string | null =>
		whyTaken(templateData({ display, shape: 'S', signIn: 'basic' }), { there, templates: [template] });

	it.each([
		["another provider's", 'DataFramer', 'dataFramer'],
		["another provider's, in other letters", 'Dataframer', 'dataFramer'],
		["a recipe's", 'GitLab', 'gitlab'],
		["a recipe's in its label", 'Github-Artifact', 'GitHub Artifact'],
		["a credential's", 'Archive Service', 'ArchiveServiceApi'],
		['that of a file', 'Index', 'index'],
	])('%s is refused: %s', (_whose, display, other) => {
		expect(why(display)).toContain(`"${other}" is there already`);
	});

	it.each([
		'New',
		'Class',
		'Await',
		'Eval',
		'Arguments',
		'Undefined',
		'To String',
		'Create',
		'Request',
		'Parts',
	])('a word of the code is refused: %s', (display) => {
		expect(why(display)).toContain(`add a word, as in "${display} Archives"`);
		expect(why(`${display} Archives`)).toBeNull();
	});

	it.each(['Gamma', 'Delta 4', 'GitLab Self-Managed', 'A.B.C'])('free is taken: %s', (display) => {
		expect(why(display)).toBeNull();
	});
});

describe('an icon', () => {
	it('has another drawing for each letter, inside the picture', () => {
		const paths = Array.from({ length: 26 }, (_, index) => letterPath(String.fromCharCode(65 + index)));
		expect(new Set(paths).size).toBe(26);
		for (const [, x, y] of paths.join('').matchAll(/M([\d.]+) ([\d.]+)h/g)) {
			expect(Number(x) + 4.4).toBeLessThan(56);
			expect(Number(y) + 4.4).toBeLessThan(56);
		}
	});

	it('has colours of its own for each theme, and for each name', () => {
		const { light, dark } = coloursOf('Gamma');
		expect(light.ground).toMatch(/^#[0-9a-f]{6}$/);
		expect([light.ground, light.ink]).not.toEqual([dark.ground, dark.ink]);
		expect(coloursOf('Delta').light.ground).not.toBe(light.ground);
	});
});
