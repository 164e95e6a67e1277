/**
 * Puts the libraries that load thousands of modules into one file, before the tests. Jest gives each test file modules of its
 * own: some fifty files loaded n8n's engine, 1,700 modules, anew. What is in the file is what is installed, module by module,
 * and each starts when it is first asked for.
 */
const { createHash } = require('node:crypto');
const {
	existsSync,
	mkdirSync,
	readFileSync,
	readdirSync,
	renameSync,
	rmSync,
	writeFileSync,
} = require('node:fs');
const { dirname, join } = require('node:path');

const ROOT = join(__dirname, '..', '..');
const INSTALLED = join(ROOT, 'node_modules');
const CACHE = join(INSTALLED, '.cache', 'n8n-nodes-archives', 'jest');
const LIBRARIES = ['n8n-core', 'n8n-workflow', '@n8n/di', '@n8n/backend-common', 'fastify'];

/** Made of these versions, in this way. */
const stamp = createHash('sha256')
	.update(readFileSync(join(INSTALLED, '.package-lock.json')))
	.update(readFileSync(__filename))
	.digest('hex');
const FOLDER = join(CACHE, stamp);

const nameOf = (library) => `${library.replace('/', '+')}.js`;

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

/** Jest's globalSetup. Two runs that begin at once both build, and one of them finds that it need not have. */
module.exports = async function bundleLibraries() {
	if (existsSync(FOLDER)) return;
	const { build } = require('esbuild');
	const partial = `${FOLDER}.${process.pid}`;
	mkdirSync(partial, { recursive: true });
	const getters = LIBRARIES.map(
		(library) => `Object.defineProperty(exports, '${library}', { get: () => require('${library}') });`,
	);
	await build({
		stdin: { contents: getters.join('\n'), resolveDir: ROOT },
		outfile: join(partial, 'all.js'),
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'es2022',
		// n8n finds services by the names of their classes.
		keepNames: true,
		minifyWhitespace: true,
		logLevel: 'error',
		// Native, or so big and seldom used that n8n itself loads them only when they are called.
		external: ['isolated-vm', 'cpu-features', '*.node', '@sentry/*', '@azure/*', '@aws-sdk/*'],
		plugins: [ownFolder],
	});
	for (const library of LIBRARIES)
		writeFileSync(join(partial, nameOf(library)), `module.exports = require('./all.js')['${library}'];\n`);
	for (const name of readdirSync(CACHE)) {
		if (/^[0-9a-f]{64}$/.test(name) && name !== stamp) rmSync(join(CACHE, name), { recursive: true });
	}
	try {
		renameSync(partial, FOLDER);
	} catch {
		rmSync(partial, { recursive: true });
	}
};

module.exports.moduleNameMapper = Object.fromEntries(
	LIBRARIES.map((library) => [`^${library}$`, join(FOLDER, nameOf(library))]),
);
