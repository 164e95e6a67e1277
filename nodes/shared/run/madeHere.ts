import type { IExecuteFunctions } from 'n8n-workflow';
import type { ArchiveHandle } from '../contract';
import { recordIn } from '../base/untrusted';

const CREATOR = /\.createArchive(?:Tool)?$/i;
/** A node in a loop runs many times; an execution with more rounds than this keeps its archives to itself. */
const MOST_ROUNDS = 1_000;

/** Tells whether this execution created an archive. */
export type MadeHere = (handle: ArchiveHandle) => boolean;

/**
 * Looks through what the Create Archive nodes before this one gave out in this execution. A handle says nothing of where it
 * comes from: behind a webhook anybody may have written it, and cancelling or deleting would be done in the user's name.
 * Each execution looks once, when it is first asked.
 */
export function madeHereIn(context: IExecuteFunctions): MadeHere {
	let known: Set<string> | undefined;
	return (handle) => {
		if (handle.archiveId === null) return false;
		known ??= createdIn(context);
		return known.has(keyOf(handle.provider, handle.archiveId));
	};
}

function createdIn(context: IExecuteFunctions): Set<string> {
	const known = new Set<string>();
	const creators = context.getParentNodes(context.getNode().name).filter(({ type }) => CREATOR.test(type));
	for (const { name } of creators) {
		for (const { json } of outputsOf(context, name)) {
			const { provider, archiveId } = recordIn(json);
			if (typeof provider === 'string' && typeof archiveId === 'string')
				known.add(keyOf(provider, archiveId));
		}
	}
	return known;
}

/** What a node gave out in all its rounds. n8n throws for a round that there was not. */
function outputsOf(context: IExecuteFunctions, name: string): Array<{ json: unknown }> {
	const all: Array<{ json: unknown }> = [];
	const { $ } = context.getWorkflowDataProxy(0) as unknown as {
		$(node: string): { all(output: number, round: number): Array<{ json: unknown }> };
	};
	for (let round = 0; round < MOST_ROUNDS; round++) {
		try {
			all.push(...$(name).all(0, round));
		} catch {
			break;
		}
	}
	return all;
}

function keyOf(provider: string, archiveId: string): string {
	return JSON.stringify([provider, archiveId]);
}
