/**
 * `node scripts/ci/corpusWasRun.js <expect.json> <jest.json>`: fails unless jest's report names every archive of the
 * corpus in a test that passed. A corpus that is there and was skipped looks just like a green run otherwise.
 */
const { readFileSync } = require('node:fs');

const [corpus, report] = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')));
const passed = report.testResults
	.filter(({ name }) => name.replaceAll('\\', '/').endsWith('test/zip/corpus.test.ts'))
	.flatMap(({ assertionResults }) => assertionResults)
	.filter(({ status }) => status === 'passed')
	.map(({ title }) => title);
const missing = corpus
	.map(({ file }) => file)
	.filter((file) => !passed.some((title) => title.endsWith(`: ${file}`)));

console.log(
	`${corpus.length - missing.length} of ${corpus.length} archives of the corpus were read as they should be`,
);
for (const file of missing) console.error(`not run, or not passed: ${file}`);
process.exitCode = missing.length === 0 && corpus.length > 0 ? 0 : 1;
