/**
 * Runs a test file in the worker's own context, where jest makes a new one for each: only so can the modules of node_modules be
 * loaded once for all files of a worker (see runtime.js) and `instanceof` still hold. What a file leaves behind is taken away.
 */
const { ModernFakeTimers, LegacyFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

module.exports = class WorkerEnvironment {
	constructor({ projectConfig }) {
		this.global = globalThis;
		this.before = {
			env: { ...process.env },
			exit: process.exit,
			getBuiltinModule: process.getBuiltinModule,
			globals: Object.getOwnPropertyDescriptors(globalThis),
			listeners: listeners(),
			stackTraceLimit: Error.stackTraceLimit,
			workingFolder: process.cwd(),
		};
		Object.assign(globalThis, structuredClone(projectConfig.globals));
		globalThis.global = globalThis;
		this.moduleMocker = new ModuleMocker(globalThis);
		this.fakeTimers = new LegacyFakeTimers({
			config: projectConfig,
			global: globalThis,
			moduleMocker: this.moduleMocker,
			timerConfig: { idToRef: (id) => id, refToId: (timer) => timer },
		});
		this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
	}

	async setup() {}

	/** Loads what later files share: what it leaves behind is there to stay. */
	share(load) {
		const known = listeners();
		const globals = new Set(Reflect.ownKeys(globalThis));
		const loaded = load();
		for (const [event, all] of listeners()) {
			const added = all.filter((listener) => !(known.get(event) ?? []).includes(listener));
			this.before.listeners.set(event, [...(this.before.listeners.get(event) ?? []), ...added]);
		}
		for (const key of Reflect.ownKeys(globalThis))
			if (!globals.has(key)) this.before.globals[key] = Object.getOwnPropertyDescriptor(globalThis, key);
		return loaded;
	}

	async teardown() {
		this.fakeTimers.dispose();
		this.fakeTimersModern.dispose();
		this.moduleMocker.restoreAllMocks();
		// What a file leaves to the end of the process is done at its own end.
		for (const listener of added('exit', this.before.listeners)) listener.call(process, 0);
		for (const event of listeners().keys())
			for (const listener of added(event, this.before.listeners)) process.removeListener(event, listener);
		for (const name of Object.keys(process.env)) if (!(name in this.before.env)) delete process.env[name];
		Object.assign(process.env, this.before.env);
		process.exit = this.before.exit;
		process.getBuiltinModule = this.before.getBuiltinModule;
		Error.stackTraceLimit = this.before.stackTraceLimit;
		if (process.cwd() !== this.before.workingFolder) process.chdir(this.before.workingFolder);
		for (const key of Reflect.ownKeys(globalThis)) {
			const descriptor = this.before.globals[key];
			const now = Object.getOwnPropertyDescriptor(globalThis, key);
			if (!now.configurable) continue;
			if (descriptor === undefined) delete globalThis[key];
			else if (now.value !== descriptor.value || now.get !== descriptor.get)
				Object.defineProperty(globalThis, key, descriptor);
		}
	}

	exportConditions() {
		return ['node', 'node-addons'];
	}

	/** None of its own: runtime.js compiles for the context it runs in. */
	getVmContext() {
		return null;
	}
};

function listeners() {
	return new Map(process.eventNames().map((event) => [event, process.rawListeners(event)]));
}

function added(event, before) {
	return process.rawListeners(event).filter((listener) => !(before.get(event) ?? []).includes(listener));
}
