/**
 * Builds dist/: checks the types, bundles, copies icons and codex files.
 *
 * All nodes and credentials share one bundle, `dist/archive.js`, and each has a file of one line at the place where n8n
 * looks for it. A community node brings no dependencies, so the libraries that it uses are in the bundle too; it is
 * minified because every n8n that installs the package keeps it. The source is in the repository, commit by commit.
 *
 * Under the bundle stands from which source it was built; tests refuse a build that is not of the source they stand beside.
 * It is built beside dist/ and moved there when it is whole, so that nothing that reads dist/ sees half a build.
 */
const { execFileSync } = require('node:child_process');
const {
	copyFileSync,
	mkdirSync,
	readFileSync,
	readdirSync,
	renameSync,
	rmSync,
	writeFileSync,
} = require('node:fs');
const { basename, dirname, join, posix } = require('node:path');
const { deflateRawSync } = require('node:zlib');
const { minify } = require('@swc/core');
const esbuild = require('esbuild');
const { series } = require('gulp');
const tsx = require('tsx/cjs/api');
const { n8n } = require('./package.json');

const { stampFor } = tsx.require('./scripts/build/stamp.ts', __filename);

const dist = join(__dirname, 'dist');
const partial = join(__dirname, 'node_modules', '.cache', 'n8n-nodes-archives', `build-${process.pid}`);

/** `dist/nodes/X/X.node.js` and the like: what n8n loads. */
const entries = [...n8n.nodes, ...n8n.credentials].map((path) => ({
	path: path.replace(/^dist\//, ''),
	source: path.replace(/^dist\//, './').replace(/\.js$/, ''),
	type: basename(path).replace(/\.(node|credentials)\.js$/, ''),
}));

async function clean() {
	rmSync(partial, { recursive: true, force: true });
	mkdirSync(partial, { recursive: true });
}

async function checkTypes() {
	const tsc = require.resolve('typescript/bin/tsc');
	execFileSync(process.execPath, [tsc, '-p', join(__dirname, 'tsconfig.build.json')], { stdio: 'inherit' });
}

/** Puts scripts/build/csvOptions.ts in the place of csv-parse's own check of options. */
const csvOptions = {
	name: 'csvOptions',
	setup({ onResolve }) {
		const path = join(__dirname, 'scripts', 'build', 'csvOptions.ts');
		onResolve({ filter: /\/normalize_options\.js$/ }, () => ({ path }));
	},
};

/**
 * The module that inflates goes in deflated, and is twelve kilobytes shorter: what inflates it the first time that it is wanted is in
 * the bundle anyway, for machines without WebAssembly.
 */
const deflatedModule = {
	name: 'deflatedModule',
	setup({ onLoad }) {
		onLoad({ filter: /[\\/]inflateModuleBytes\.ts$/ }, ({ path }) => {
			const deflated = deflateRawSync(tsx.require(path, __filename).inflateModuleBytes(), { level: 9 });
			const contents = `import { inflateSync } from './inflate';
				const deflated = '${deflated.toString('base64')}';
				export const inflateModuleBytes = () => inflateSync(Buffer.from(deflated, 'base64'));`;
			return { contents, resolveDir: dirname(path) };
		});
	},
};

/**
 * Names that n8n forbids (`process` and timers) stand behind `typeof` in the libraries: told that there are none, the
 * bundler drops those branches, and of each library what nobody calls.
 */
async function bundle() {
	const stamp = stampFor(__dirname);
	const { outputFiles, metafile } = await esbuild.build({
		stdin: {
			contents: entries.map(({ source, type }) => `export { ${type} } from '${source}';`).join('\n'),
			resolveDir: __dirname,
		},
		outfile: join(partial, 'archive.js'),
		bundle: true,
		external: ['n8n-workflow', 'crypto'],
		format: 'cjs',
		platform: 'neutral',
		mainFields: ['module', 'main'],
		target: 'es2022',
		minify: true,
		legalComments: 'none',
		charset: 'utf8',
		define: { process: 'undefined', navigator: 'undefined', setTimeout: 'undefined' },
		// Node has them without an import too, and imports are forbidden.
		alias: { 'node:stream/web': join(__dirname, 'scripts', 'build', 'webStreams.js') },
		plugins: [csvOptions, deflatedModule],
		metafile: true,
		write: false,
	});
	const [{ path, text }] = outputFiles;
	// What one minifier leaves, the other still shortens by a kilobyte and a half. `compress.toplevel` would save five more: a hundred
	// archives of DataFramer in three nodes took 66 to 81 MB with it, and 56 to 67 without.
	const { code } = await minify(text, { compress: { ecma: 2022 }, mangle: { toplevel: true }, ecma: 2022 });
	writeFileSync(path, `${licencesOf(Object.keys(metafile.inputs))}${code}\n${stamp}\n`);
	for (const entry of entries) writeEntry(entry);
}

function writeEntry({ path, type }) {
	const shared = posix.relative(posix.dirname(path), 'archive');
	mkdirSync(join(partial, dirname(path)), { recursive: true });
	writeFileSync(join(partial, path), `exports.${type}=require('${shared}').${type}\n`);
}

/** The licence of every library of which something went into the bundle, as a comment: whose it is, and its terms. */
function licencesOf(inputs) {
	const libraries = new Set(
		inputs.flatMap((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? []),
	);
	const ownersByTerms = new Map();
	for (const { owner, terms } of [...libraries].map(licenceOf)) {
		ownersByTerms.set(terms, [...(ownersByTerms.get(terms) ?? []), owner]);
	}
	return [...ownersByTerms].map(([terms, owners]) => `/*!\n${owners.join('')}\n${terms}\n*/\n`).join('');
}

/** What stands above the terms differs from library to library, and so do the ends of lines; the terms are often the same. */
function licenceOf(library) {
	const folder = join(__dirname, 'node_modules', library);
	const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
	const file = readdirSync(folder).find((name) => /^licen[cs]e(\.|$)/i.test(name));
	if (file === undefined) throw new Error(`${library} has no licence file: it can't go into the bundle`);
	const [head, ...rest] = readFileSync(join(folder, file), 'utf8').split(/(?=Permission is hereby granted)/);
	const notices = head.split('\n').filter((line) => /^Copyright/.test(line));
	if (notices.length === 0 || rest.length === 0)
		throw new Error(`${library} has a licence of another kind: write down here how it goes in`);
	const paragraphs = rest
		.join('')
		.trim()
		.split(/\s*\n\s*\n\s*/);
	return {
		owner: `${library} ${version} (${license}): ${notices.join(', ')}\n`,
		terms: paragraphs.map((paragraph) => paragraph.replace(/\s+/g, ' ')).join('\n\n'),
	};
}

/** Icons, codex files (`*.node.json`) and output schemas, which n8n looks for beside the node; JSON goes without its spaces. */
async function copy() {
	const all = ['icons', 'nodes'].flatMap((folder) =>
		readdirSync(join(__dirname, folder), { recursive: true }).map((name) => join(folder, name)),
	);
	for (const path of all) {
		if (!/\.(svg|node\.json)$|[/\\]__schema__[/\\].+\.json$/.test(path)) continue;
		mkdirSync(join(partial, dirname(path)), { recursive: true });
		if (path.endsWith('.json')) {
			const packed = JSON.stringify(JSON.parse(readFileSync(join(__dirname, path), 'utf8')));
			writeFileSync(join(partial, path), packed);
		} else copyFileSync(join(__dirname, path), join(partial, path));
	}
}

async function publish() {
	rmSync(dist, { recursive: true, force: true });
	renameSync(partial, dist);
}

exports.build = series(clean, checkTypes, bundle, copy, publish);
exports.default = exports.build;
