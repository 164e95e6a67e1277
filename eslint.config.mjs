/**
 * Two layers: typescript-eslint's strict rules over everything, and over what ships the rules of n8n's own gate for
 * community nodes, taken from the gate itself, so that the two never part.
 * Nothing is switched off by comment: a rule holds, or it is changed here, with its reason.
 */
import { buildScanConfig } from '@n8n/scan-community-package/scanner/scanner.mjs';
import { defineConfig, globalIgnores } from 'eslint/config';
import { configs as regexp } from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

const SHIPPED = ['nodes/**/*.{ts,json}', 'credentials/**/*.ts', 'package.json'];
const TYPESCRIPT = ['**/*.ts'];

export default defineConfig(
	globalIgnores(['dist/', 'coverage/', 'demo-output/', 'bench-output/', 'reports/', 'docs/', 'examples/']),
	{ linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
	{ files: SHIPPED, extends: [await buildScanConfig()] },
	{
		files: TYPESCRIPT,
		extends: [tseslint.configs.strictTypeChecked],
		languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
		rules: {
			'@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true, 'ts-ignore': true }],
			'@typescript-eslint/no-explicit-any': 'error',
			// What an AbortSignal gives as its reason is of no known type, and is passed on as it is.
			'@typescript-eslint/prefer-promise-reject-errors': ['error', { allowThrowingUnknown: true }],
			'@typescript-eslint/switch-exhaustiveness-check': 'error',
			eqeqeq: 'error',
			'no-console': 'off',
			// Numbers are what messages are made of here, and they have one spelling.
			'@typescript-eslint/restrict-template-expressions': [
				'error',
				{ allowNumber: true, allowBoolean: true },
			],
			// `() => stream.destroy()` says that nobody wants the result; a block around it says nothing more.
			'@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
			// n8n types parameters and credentials loosely; `String(…)` is how they are read.
			'@typescript-eslint/no-base-to-string': 'off',
			// The compiler takes every index and every group of a match as present. The checks for their absence are needed.
			'@typescript-eslint/no-unnecessary-condition': 'off',
			// An interface asks for a promise; whether there is something to wait for is each provider's own business.
			'@typescript-eslint/require-await': 'off',
			// Providers are plain records of functions, none of which looks at `this`.
			'@typescript-eslint/unbound-method': 'off',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
		},
	},
	{
		files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
		rules: { 'no-console': 'error' },
	},
	{
		// What is private by `#` gets one letter in the bundle; a name behind the word `private` stands there in full: 4 kB.
		files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
		rules: {
			'no-restricted-syntax': [
				'error',
				{
					selector:
						':matches(PropertyDefinition, TSParameterProperty, MethodDefinition[kind!="constructor"])[accessibility="private"]',
					message: 'Write #name.',
				},
			],
		},
	},
	{
		// Expressions meet texts that strangers wrote. One that is super-linear held up n8n for 40 seconds.
		files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
		extends: [regexp['flat/recommended']],
		rules: {
			'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
			'regexp/no-super-linear-move': ['error', { report: 'potential' }],
		},
	},
	{
		// Foreign words are read by the transport alone, which cleans them. All others hand them to `Api.shown`.
		files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
		ignores: ['nodes/shared/http/**', 'nodes/shared/base/foreign.ts'],
		rules: {
			'no-restricted-properties': [
				'error',
				{ object: 'Foreign', property: 'beginningOf', message: 'Use Api.shown.' },
				{ object: 'Foreign', property: 'wholeOf', message: 'Use Api.shown.' },
			],
		},
	},
	{
		// Tests and commands look into answers of unknown shape, and fail loudly when they are wrong about it.
		files: ['test/**/*.ts', 'scripts/**/*.ts'],
		rules: {
			'@typescript-eslint/no-confusing-void-expression': 'off',
			'@typescript-eslint/no-invalid-void-type': 'off',
			'@typescript-eslint/no-non-null-assertion': 'off',
			'@typescript-eslint/no-redundant-type-constituents': 'off',
			'@typescript-eslint/no-unnecessary-type-parameters': 'off',
			'@typescript-eslint/no-unsafe-argument': 'off',
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/no-unsafe-call': 'off',
			'@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
			'@typescript-eslint/no-unsafe-member-access': 'off',
			'@typescript-eslint/no-unsafe-return': 'off',
			'@typescript-eslint/restrict-plus-operands': 'off',
			'@typescript-eslint/restrict-template-expressions': 'off',
		},
	},
);
