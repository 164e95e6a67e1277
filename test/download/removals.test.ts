import { newHandle } from '../../nodes/shared/base/handle';
import { Removals } from '../../nodes/DownloadArchive/removals';
import type { Session } from '../../nodes/shared/run/session';
import { fieldsWith, playedApi } from '../providers/support';
import { acme, contextWith } from '../run/support';

it.each<[string, Array<[string, object]>, number]>([
	[
		'one archive in several items is deleted once',
		[
			['5', { project: 'a' }],
			['5', { project: 'a' }],
		],
		1,
	],
	[
		'the same id in two places is two archives',
		[
			['5', { project: 'a' }],
			['5', { project: 'b' }],
		],
		2,
	],
	[
		'two ids of one place are two archives',
		[
			['5', {}],
			['6', {}],
		],
		2,
	],
])('%s', async (_name, archives, count) => {
	const remove = jest.fn(async () => await Promise.resolve());
	const provider = acme({ remove });
	const fields = fieldsWith({ deleteAfterwards: true });
	const session: Session = {
		provider,
		fields,
		api: playedApi(provider, {}),
		lastCall: () => session,
	};
	const removals = new Removals();
	for (const [index, [archiveId, request]] of archives.entries()) {
		const handle = newHandle({ provider: 'acme', state: 'ready', archiveId, request: { ...request } });
		removals.note(session, { handle, request: handle.request }, index);
	}
	await removals.carryOut(
		contextWith(archives.map(() => ({ json: {} }))),
		() => true,
		() => undefined,
	);
	expect(remove).toHaveBeenCalledTimes(count);
	expect(removals.told).toEqual([]);
});
