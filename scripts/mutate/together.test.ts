/**
 * Many test files as one. For each mistake Jest loads every test file anew with all that it imports: with n8n-workflow in
 * each of twelve files that took six seconds, and the tests themselves one. `npm run mutate` names the files.
 */
declare const testFiles: readonly string[];

for (const file of testFiles) {
	describe(file, () => {
		jest.requireActual(file);
	});
}
