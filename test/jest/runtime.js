/**
 * How a test file gets its modules: ours are loaded anew for each file, those of node_modules once for a worker. n8n's engine
 * takes three seconds to load, and about a hundred files need it.
 */
const { compileFunction } = require('node:vm');
const { join, sep } = require('node:path');
const { default: Runtime } = require('jest-runtime');

const ROOT = join(__dirname, '..', '..') + sep;
const INSTALLED = join(ROOT, 'node_modules') + sep;
/** What belongs to jest holds the state of a file: it is loaded for each, as ever. */
const OF_JEST = /^(@jest|jest|jest-[^/]*|expect|@sinonjs|@stryker-mutator)\//;

module.exports = class WorkerRuntime extends Runtime {
	constructor(...args) {
		super(...args);
		// Jest compiles for a context that it can name, and nothing names the one that a program begins in.
		this.executor.compile = (source, filename) =>
			compileFunction(source, this.executor.injectedModuleParameters, {
				filename,
				importModuleDynamically: async (specifier, _function, attributes, ...rest) =>
					await this.executor.dynamicImport(specifier, filename, undefined, attributes, rest[0]),
			});
		this.esmLoader.getContext = () => undefined;
	}

	requireModule(from, moduleName, options, isRequireActual) {
		if (moduleName && !options?.isInternalModule && !this._resolution.isCoreModule(moduleName)) {
			const path = this._resolution.resolveCjs(from, moduleName);
			if (isShared(path) && !this.unstable_shouldLoadAsEsm(path)) {
				return path in require.cache ? require(path) : this._environment.share(() => require(path));
			}
		}
		return super.requireModule(from, moduleName, options, isRequireActual);
	}

	teardown() {
		// The engine loads our package with Node's own require: the next file must not find it there.
		for (const path of Object.keys(require.cache)) {
			if (!path.includes(`${sep}node_modules${sep}`) && !path.startsWith(__dirname))
				delete require.cache[path];
		}
		super.teardown();
	}
};

function isShared(path) {
	return path.startsWith(INSTALLED) && !OF_JEST.test(path.slice(INSTALLED.length).replaceAll(sep, '/'));
}
