/** Services that are recipes, with servers behind them, in workflows like the examples of those that are code. */
import type { INodeParameters, IWorkflowBase } from 'n8n-workflow';
import { line, type Step } from '../../test/engine/workflow';
import { OTHER_SERVICES, otherServices, parametersOf } from '../../test/recipes/otherServices';
import { PRESET_NAMES, startPreset } from '../../test/recipes/startPreset';
import type { Sandbox } from '../../test/sandbox';
import type { RecordedRequest } from '../../test/sandbox/core/recording';
import type { SourceFile } from '../../test/sandbox/fixtures/files';

/** A service that is a recipe, and the three nodes that get its archive. */
export interface RecipeShow {
	/** A word that may stand in a path. */
	name: string;
	title: string;
	/** Create Archive, Wait For Archive, Unpack and Download ZIP. */
	workflow: IWorkflowBase;
	/** The credential type that its nodes use, and what is typed into it. */
	credential: string;
	data: Record<string, string>;
	/** What must come out. */
	files: readonly SourceFile[];
	/** Every request of its servers. */
	requests: readonly RecordedRequest[];
	close(): Promise<void>;
}

/** Looks come quickly: the servers are. */
export const QUICKLY = { firstInterval: 0.2, longestInterval: 0.5 };

/** Every preset by its being listed, each with servers of its own. */
export async function presetShows(): Promise<RecipeShow[]> {
	return await Promise.all(
		PRESET_NAMES.map(async (name): Promise<RecipeShow> => {
			const { displayName, signIn, asking, credential, ...running } = await startPreset(name);
			return {
				...running,
				name,
				title: displayName,
				credential,
				workflow: threeNodes(displayName, { ...signIn, ...asking }, signIn, credential),
			};
		}),
	);
}

/** Other Service, set up by fields as services that are code as well, against the same sandbox. */
export function otherServiceShows(sandbox: Sandbox): RecipeShow[] {
	return OTHER_SERVICES.map((name): RecipeShow => {
		const setUp = otherServices(sandbox)[name]();
		const { asking, following } = parametersOf(setUp);
		const title = `Other Service as ${name}`;
		return {
			name: `otherService-${name}`,
			title,
			workflow: threeNodes(title, asking, following, setUp.credential),
			credential: setUp.credential,
			data: setUp.data,
			files: sandbox.files(name),
			requests: sandbox.requests,
			close: async () => await Promise.resolve(),
		};
	});
}

function threeNodes(
	title: string,
	asking: INodeParameters,
	following: INodeParameters,
	credential: string,
): IWorkflowBase {
	const step = (name: string, type: string, parameters: INodeParameters): Step => ({
		name,
		type: `n8n-nodes-archives.${type}`,
		parameters,
		credentials: [credential],
	});
	const workflow = line(
		step('Create Archive', 'createArchive', asking),
		step('Wait For Archive', 'waitForArchive', { ...following, options: QUICKLY }),
		step('Unpack', 'downloadArchive', { ...following, operation: 'unpack' }),
	);
	const [unpack] = workflow.nodes.slice(-1);
	const zip = {
		...unpack,
		id: 'zip',
		name: 'Download ZIP',
		parameters: { ...following, operation: 'downloadZip' },
	};
	const to = (node: string) => ({ node, type: 'main' as const, index: 0 });
	return {
		...workflow,
		name: title,
		nodes: [...workflow.nodes, zip],
		connections: {
			...workflow.connections,
			'Wait For Archive': { main: [[to('Download ZIP'), to('Unpack')]] },
		},
	};
}
