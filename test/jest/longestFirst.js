/**
 * In which order jest takes the test files. Where it has not seen them run it goes by their length, and the one that tries
 * every byte is among the shortest: it came last, and ran alone.
 */
const { join } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/** Those that take long, the longest first. Some keep a core busy, some mostly wait for a service: they go well together. */
const LONGEST = [
	'zip/everyByte.test.ts',
	'workflows/contract.test.ts',
	'workflows/incomplete.test.ts',
	'zip/writers.test.ts',
	'recipes/presets.test.ts',
	'workflows/oneNode.test.ts',
	'pick/many.test.ts',
	'zip/slowSink.test.ts',
	'transfer/ranges.test.ts',
	'workflows/badInput.test.ts',
	'workflows/signIns.test.ts',
	'workflows/sideBySide.test.ts',
	'workflows/hoodyRemote.test.ts',
	'workflows/requests.test.ts',
	'workflows/wait.test.ts',
	'zip/corpus.test.ts',
].map((file) => join(__dirname, '..', file));

module.exports = class LongestFirst extends Sequencer {
	sort(tests) {
		const sorted = super.sort(tests);
		const long = LONGEST.flatMap((file) => sorted.filter(({ path }) => path === file));
		return [...long, ...sorted.filter((test) => !long.includes(test))];
	}
};
