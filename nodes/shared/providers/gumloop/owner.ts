import type { Api } from '../../contract/api';
import { Refusal } from '../../base/refusal';
import type { GumloopRequest } from './request';

/**
 * Whose run it is, which every call has to say: the user; with a team key the team, and the user to act as. A project named
 * in the node stands alone for a key that knows none: Gumloop checks both against each other.
 * @throws Refusal when neither is known
 */
export function ownerOf(api: Api, { projectId }: Pick<GumloopRequest, 'projectId'>): Record<string, string> {
	const team = api.setting('projectId');
	if (projectId !== undefined && team === '') return { project_id: projectId };
	const user = api.setting('userId');
	const project = projectId ?? team;
	if (user === '' && project === '') {
		throw new Refusal(
			'Gumloop wants to know whose flow run it is',
			'Enter your User ID in the credential, or the Project ID in the options of the node that asks for the archive.',
		);
	}
	return { ...(user === '' ? {} : { user_id: user }), ...(project === '' ? {} : { project_id: project }) };
}
