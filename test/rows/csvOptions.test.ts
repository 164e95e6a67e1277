import { normalize_options as ours } from '../../scripts/build/csvOptions';

const { normalize_options: theirs } = jest.requireActual<{ normalize_options: typeof ours }>(
	'csv-parse/stream',
);

const namesOf = (options: object) => Object.keys(options).sort();

test.each([',', ';', '\t', '|'])(
	'the build gives csv-parse what it would make of "%s" itself',
	(delimiter) => {
		const given = () => ({
			delimiter,
			record_delimiter: ['\r\n', '\n', '\r'],
			relax_quotes: true,
			skip_empty_lines: true,
			skip_records_with_error: true,
			on_skip: onSkip,
			on_record: onRecord,
		});
		expect(ours(given())).toEqual(theirs(given()));
		expect(namesOf(ours(given()))).toEqual(namesOf(theirs(given())));
	},
);

test('lists are its own for each parser', () => {
	const given = { delimiter: ',', record_delimiter: ['\n'] };
	expect(ours(given).record_delimiter).not.toBe(ours(given).record_delimiter);
});

function onSkip(): void {
	throw new Error('Nothing is parsed here.');
}

function onRecord(): null {
	return null;
}
