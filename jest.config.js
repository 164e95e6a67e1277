const { moduleNameMapper } = require('./test/jest/libraries');

/** Tests import TypeScript through swc: no type check here, `npm run lint` does that. */
module.exports = {
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	globalSetup: '<rootDir>/test/jest/libraries.js',
	moduleNameMapper,
	transform: {
		'^.+\\.ts$': [
			'@swc/jest',
			{ jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true } } },
		],
	},
	// Ends what hangs, and nothing else: on a machine that is busy a test may take ten times as long.
	testTimeout: 120_000,
	// Left to itself, jest keeps a core free: on two cores it runs a file at a time.
	maxWorkers: '100%',
};
