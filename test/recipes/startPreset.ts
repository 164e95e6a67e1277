import type { INodeParameters } from 'n8n-workflow';
import { presets } from '../../nodes/shared/recipes/presets';
import type { Preset } from '../../nodes/shared/recipes/preset';
import { SIGN_INS } from '../../nodes/shared/recipes/signIns';
import { asSource } from '../sandbox/core/byteSource';
import { FaultQueue } from '../sandbox/core/faults';
import type { RecordedRequest } from '../sandbox/core/recording';
import { startService, type Core } from '../sandbox/core/service';
import { cachedZip } from '../sandbox/fixtures/archive';
import { SAMPLE_FILES } from '../sandbox/fixtures/files';
import { presetServices } from './services';

export type PresetName = keyof typeof presets;

export const PRESET_NAMES = Object.keys(presets) as PresetName[];

/** The service of a preset with its own servers, and how the nodes are set up for it. */
export interface RunningPreset {
	displayName: string;
	/** `http://127.0.0.1:port` of the API and of the host that its links lead to. */
	origins: { api: string; storage: string };
	/** Every request of both. */
	requests: RecordedRequest[];
	/** Servers that let everybody in. */
	open: string[];
	/** What its archive holds. */
	files: typeof SAMPLE_FILES;
	/** The credential type, and what is typed into it. */
	credential: string;
	data: Record<string, string>;
	/** What every node is told. */
	signIn: INodeParameters;
	/** What the node that asks for the archive is told beside that. What may stay empty is among the options. */
	asking: INodeParameters & { options: INodeParameters };
	close(): Promise<void>;
}

/** @param looks looks that find it still at work */
export async function startPreset(name: PresetName, looks = 1): Promise<RunningPreset> {
	const service = presetServices[name];
	const preset: Preset = presets[name];
	const core: Core = { faults: new FaultQueue(), requests: [], origins: {}, paced: () => 0 };
	const stage = {
		archive: asSource(await cachedZip('samples', SAMPLE_FILES)),
		looks,
		get origins() {
			return { api: core.origins.api, storage: core.origins.storage };
		},
	};
	const nobody = { refusal: () => '', routes: () => undefined };
	const api = await startService(core, 'api', service.api(stage));
	const storage = await startService(core, 'storage', service.storage?.(stage) ?? nobody);
	const typed = (optional: boolean): INodeParameters =>
		Object.fromEntries(
			preset.fields
				.filter((field) => (field.optional ?? false) === optional && field.name in service.fields)
				.map((field) => [fieldName(name, field.name), service.fields[field.name]]),
		);
	return {
		displayName: preset.displayName,
		origins: stage.origins,
		requests: core.requests,
		open: [
			...(Object.keys(service.data).length === 0 ? ['api'] : []),
			...(service.isPublic === true ? ['storage'] : []),
		],
		files: SAMPLE_FILES,
		credential: SIGN_INS[service.signIn].credential,
		data: { baseUrl: `${core.origins.api}${service.basePath ?? ''}`, ...service.data },
		signIn: { authentication: `anyService.${service.signIn}`, service: name },
		asking: { ...typed(false), options: typed(true) },
		async close() {
			await Promise.all([api.close(), storage.close()]);
		},
	};
}

function fieldName(preset: string, field: string): string {
	return `${preset}${field[0].toUpperCase()}${field.slice(1)}`;
}
