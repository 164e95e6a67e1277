const { moduleNameMapper } = require('./test/jest/libraries');
const { availableParallelism } = require('node:os');

/** Tests import TypeScript through swc: no type check here, `npm run lint` does that. */
module.exports = {
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	globalSetup: '<rootDir>/test/jest/libraries.js',
	setupFiles: ['<rootDir>/test/jest/transfer.js'],
	moduleNameMapper,
	transform: {
		'^.+\\.ts$': [
			'@swc/jest',
			{ jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true } } },
		],
	},
	// Ends what hangs, and nothing else: on a machine that is busy a test may take ten times as long.
	testTimeout: 120_000,
	// Twice as many as there are cores: while the workflows of one wait for a service, another has something to do. Left to itself,
	// jest keeps a core free.
	maxWorkers: availableParallelism() * 2,
	testSequencer: '<rootDir>/test/jest/longestFirst.js',
};
