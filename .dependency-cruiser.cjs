/**
 * Which room may import which: from top to bottom, and never back up. `npm run lint:rooms` holds it.
 * A room is a folder; what stands lower in the list knows nothing of what stands higher.
 */
const FLOORS = [
	['nodes', '^nodes/[^/]+Archive/'],
	['pick', '^nodes/shared/pick/'],
	['run', '^nodes/shared/run/'],
	['panel', '^nodes/shared/panel/'],
	['output', '^nodes/shared/output/'],
	['rows', '^nodes/shared/rows/'],
	['record of providers', '^nodes/shared/providers/[^/]+$'],
	['providers', '^nodes/shared/providers/[^/]+/'],
	['recipes', '^nodes/shared/recipes/'],
	['transfer', '^nodes/shared/transfer/'],
	['http', '^nodes/shared/http/'],
	['zip', '^nodes/shared/zip/[^/]+$'],
	['zip/walk', '^nodes/shared/zip/walk/'],
	['zip/inflate', '^nodes/shared/zip/inflate/'],
	['zip/engine', '^nodes/shared/zip/engine/'],
	['zip/rules', '^nodes/shared/zip/rules/'],
	['zip/format', '^nodes/shared/zip/format/'],
	['bundled', '^nodes/shared/bundled/'],
	['base', '^nodes/shared/base/'],
	['contract', '^nodes/shared/contract/'],
];

const paths = FLOORS.map(([, path]) => path);
const SHARED = '^nodes/shared/';
/** Where the providers stand in for nobody: what they need of the package, and nothing above or beside it. */
const FOR_PROVIDERS = '^nodes/shared/(transfer|http|base|contract)/';

const notUpwards = FLOORS.slice(1).map(([name, path], above) => ({
	name: `${name}: not upwards`,
	comment: `What ${name} imports stands below it. Move what both need further down.`,
	severity: 'error',
	from: { path },
	to: { path: paths.slice(0, above + 1) },
}));

const forbidden = [
	...notUpwards,
	{
		name: 'no circle',
		severity: 'error',
		from: {},
		to: { circular: true },
	},
	{
		name: 'every import is found',
		severity: 'error',
		from: {},
		to: { couldNotResolve: true },
	},
	{
		name: 'every file of nodes/ has a floor: as who imports',
		comment: 'Add the new room to FLOORS, at its height.',
		severity: 'error',
		from: { path: '^nodes/', pathNot: paths },
		to: {},
	},
	{
		name: 'every file of nodes/ has a floor: as what is imported',
		comment: 'Add the new room to FLOORS, at its height.',
		severity: 'error',
		from: {},
		to: { path: '^nodes/', pathNot: paths },
	},
	{
		name: 'nothing that ships imports tests or commands',
		severity: 'error',
		from: {},
		to: { path: '^(test|scripts)/' },
	},
	{
		name: 'contract: types only, seen from inside',
		severity: 'error',
		from: { path: '^nodes/shared/contract/' },
		to: { dependencyTypesNot: ['type-only'] },
	},
	{
		name: 'contract: types only, seen from outside',
		severity: 'error',
		from: {},
		to: { path: '^nodes/shared/contract/', dependencyTypesNot: ['type-only'] },
	},
	{
		name: 'a provider imports what is made for providers',
		severity: 'error',
		from: { path: '^nodes/shared/providers/([^/]+)/' },
		to: { path: SHARED, pathNot: [FOR_PROVIDERS, '^nodes/shared/providers/$1/'] },
	},
	{
		name: 'a credential imports what its provider has for signing in, and http',
		severity: 'error',
		from: { path: '^credentials/' },
		to: {
			path: '^nodes/',
			pathNot: [
				'^nodes/shared/providers/[^/]+/(credentialParts|ticket|token)',
				'^nodes/shared/recipes/signIns/credentialParts',
				'^nodes/shared/(http|contract)/',
			],
		},
	},
	{
		name: 'nodes do not import credentials',
		severity: 'error',
		from: { path: '^nodes/' },
		to: { path: '^credentials/' },
	},
];

module.exports = {
	forbidden,
	options: {
		doNotFollow: { path: 'node_modules' },
		tsConfig: { fileName: 'tsconfig.json' },
		// As Node looks for what a package gives out.
		enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'default'] },
		// Imports of types count: they are knowledge too.
		tsPreCompilationDeps: true,
	},
};
