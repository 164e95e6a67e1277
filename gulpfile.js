/**
 * Builds dist/: compile, bundle what n8n does not bring along, copy icons and codex files.
 *
 * It is built beside dist/ and moved there when it is whole, so that nothing that reads dist/ sees half a build.
 */
const { execFileSync } = require('node:child_process');
const {
	cpSync,
	mkdirSync,
	readFileSync,
	readdirSync,
	renameSync,
	rmSync,
	writeFileSync,
} = require('node:fs');
const { basename, join } = require('node:path');
const esbuild = require('esbuild');
const { series } = require('gulp');

const dist = join(__dirname, 'dist');
const partial = join(__dirname, 'node_modules', '.cache', 'n8n-nodes-archives', `build-${process.pid}`);
const bundled = join('nodes', 'archive', 'bundled');

async function clean() {
	rmSync(partial, { recursive: true, force: true });
	mkdirSync(partial, { recursive: true });
}

async function compile() {
	const tsc = require.resolve('typescript/bin/tsc');
	const config = join(__dirname, 'tsconfig.build.json');
	execFileSync(process.execPath, [tsc, '-p', config, '--outDir', partial], { stdio: 'inherit' });
}

/**
 * A community node brings no dependencies, so the libraries that it uses become part of it. Of each of them only the
 * functions that are used go in. The names that n8n forbids (`process` and timers) stand in them behind `typeof`: told
 * that there are none, the bundler drops those branches.
 */
async function bundle() {
	const names = readdirSync(join(__dirname, bundled)).filter((name) => name.endsWith('.ts'));
	for (const name of names) {
		const result = await esbuild.build({
			entryPoints: [join(__dirname, bundled, name)],
			outfile: join(partial, bundled, `${basename(name, '.ts')}.js`),
			bundle: true,
			format: 'cjs',
			platform: 'neutral',
			mainFields: ['module', 'main'],
			target: 'es2022',
			minifySyntax: true,
			minifyWhitespace: true,
			legalComments: 'none',
			define: { process: 'undefined', navigator: 'undefined', setTimeout: 'undefined' },
			metafile: true,
			write: false,
		});
		const licences = licencesOf(Object.keys(result.metafile.inputs));
		mkdirSync(join(partial, bundled), { recursive: true });
		for (const { path, text } of result.outputFiles) writeFileSync(path, licences + text);
	}
}

/** The licence of every library of which something went into a bundle, as a comment. */
function licencesOf(inputs) {
	const libraries = new Set(
		inputs.flatMap((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? []),
	);
	return [...libraries].map(licenceOf).join('');
}

function licenceOf(library) {
	const folder = join(__dirname, 'node_modules', library);
	const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
	const file = readdirSync(folder).find((name) => /^licen[cs]e(\.|$)/i.test(name));
	if (file === undefined) throw new Error(`${library} has no licence file: it can't go into the bundle`);
	return `/*! ${library} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n*/\n`;
}

/** Icons and codex files (`*.node.json`), which n8n looks for beside the node. */
async function copy() {
	cpSync(join(__dirname, 'icons'), join(partial, 'icons'), { recursive: true });
	for (const folder of readdirSync(join(__dirname, 'nodes'))) {
		const beside = readdirSync(join(__dirname, 'nodes', folder)).filter((name) =>
			/\.(svg|node\.json)$/.test(name),
		);
		for (const name of beside)
			cpSync(join(__dirname, 'nodes', folder, name), join(partial, 'nodes', folder, name));
	}
}

async function publish() {
	rmSync(dist, { recursive: true, force: true });
	renameSync(partial, dist);
}

exports.build = series(clean, compile, bundle, copy, publish);
exports.default = exports.build;
