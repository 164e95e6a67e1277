/**
 * Before the tests: puts the libraries that load thousands of modules into one file. Jest gives each test file modules of its
 * own, so some hundred files loaded n8n's engine, 1,700 modules, anew: three seconds each, and half of the time of all tests.
 * What is in the file is what is installed, module by module, and each starts when it is first asked for.
 */
const { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

const ROOT = join(__dirname, '..', '..');
const FOLDER = join(ROOT, 'node_modules', '.cache', 'n8n-nodes-archives', 'jest');
const LIBRARIES = ['n8n-core', 'n8n-workflow', '@n8n/di', '@n8n/backend-common', 'fastify'];

const fileOf = (library) => join(FOLDER, `${library.replace('/', '+')}.js`);

/** For jest's moduleNameMapper. */
const moduleNameMapper = Object.fromEntries(LIBRARIES.map((library) => [`^${library}$`, fileOf(library)]));

/** For jest's globalSetup. A file that was made of the same versions is used again. */
module.exports = async function bundleLibraries() {
	const made = { lock: readFileSync(join(ROOT, 'node_modules', '.package-lock.json'), 'utf8'), self: readFileSync(__filename, 'utf8') };
	const stamp = require('node:crypto').createHash('sha256').update(JSON.stringify(made)).digest('hex');
	const proof = join(FOLDER, 'stamp');
	if (existsSync(proof) && readFileSync(proof, 'utf8') === stamp) return;
	mkdirSync(FOLDER, { recursive: true });
	const { build } = require('esbuild');
	await build({
		stdin: {
			contents: LIBRARIES.map((library) => `Object.defineProperty(exports, '${library}', { get: () => require('${library}') });`).join('\n'),
			resolveDir: ROOT,
		},
		outfile: join(FOLDER, 'all.js'),
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'es2022',
		keepNames: true,
		minifyWhitespace: true,
		logLevel: 'error',
		external: ['isolated-vm', 'cpu-features', '*.node', '@sentry/*', '@azure/*', '@aws-sdk/*'],
		plugins: [ownFolder],
	});
	for (const library of LIBRARIES)
		writeFileSync(fileOf(library), `module.exports = require('./all.js')[${JSON.stringify(library)}];\n`);
	writeFileSync(proof, stamp);
};

/** A module that looks for files beside itself goes on to find them. */
const ownFolder = {
	name: 'ownFolder',
	setup({ onLoad }) {
		onLoad({ filter: /[\\/]node_modules[\\/].*\.c?js$/ }, ({ path }) => {
			const text = readFileSync(path, 'utf8');
			if (!text.includes('__dirname')) return undefined;
			const own = `var __dirname = ${JSON.stringify(dirname(path))};`;
			return { contents: text.replace(/^(?:(["'])use strict\1;)?/, (strict) => strict + own), loader: 'js' };
		});
	},
};

module.exports.moduleNameMapper = moduleNameMapper;
