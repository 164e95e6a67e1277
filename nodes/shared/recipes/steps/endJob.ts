import { Refusal } from '../../base/refusal';
import type { ArchiveJob } from '../../contract';
import { valuesFor, type RecipeRequest } from '../request';
import type { Bench } from './bench';
import { requestOf } from './call';

/**
 * Ends a job on the service, or deletes its archive. What is deleted was looked at before: a path may take ids of other things
 * as well, and a handle may name any.
 * @throws Refusal when it could not, or the recipe does not say how
 */
export async function endJob(
	bench: Bench,
	{ request, archive }: ArchiveJob<RecipeRequest>,
	step: 'cancel' | 'remove',
): Promise<void> {
	const { recipe, api, service } = bench;
	const call = recipe[step];
	if (call === undefined) throw notSetUp(service, step);
	const answer = await api.bytes({
		...requestOf(call, valuesFor(request, archive), api),
		repeatable: true,
		answers: [404, 410],
	});
	answer.body.close();
}

function notSetUp(service: string, step: 'cancel' | 'remove'): Refusal {
	return new Refusal(
		`Nobody has said how to ${step === 'cancel' ? 'end a job' : 'delete an archive'} on ${service}`,
		'Add the path for it in this node, or turn the option off.',
	);
}
