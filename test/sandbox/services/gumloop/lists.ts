import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { queryOf } from '../../core/authorization';
import type { Stage } from '../../stage';
import type { GumloopBehaviour } from './behaviour';
import { GUMLOOP_RUNS, type GumloopRuns } from './runs';
import { secrets } from './secrets';

/** Flows of the sandbox: one in a workbook, one in none. */
export const GUMLOOP_FLOWS = { inWorkbook: 'item_invoices_4Hn7', alone: 'item_letters_8Kd2' } as const;
export const GUMLOOP_WORKBOOK = 'book_1';

const MADE_AT = '2026-11-01T08:00:00+00:00';

type Refuse = (reply: FastifyReply, status: number, message: string) => FastifyReply;

/** Workbooks, flows, their last runs, and teams. No list has pages. */
export function listRoutes(
	app: FastifyInstance,
	stage: Stage<GumloopBehaviour>,
	runs: GumloopRuns,
	refuse: Refuse,
): void {
	const flow = (id: string, name: string) => ({
		saved_item_id: id,
		name,
		description: '',
		created_ts: MADE_AT,
	});
	const inWorkbook = flow(GUMLOOP_FLOWS.inWorkbook, 'Invoices');

	/** Answers for whoever is named, or refuses where nobody is. */
	function owned(answer: (request: FastifyRequest, reply: FastifyReply) => unknown) {
		return (request: FastifyRequest, reply: FastifyReply): unknown => {
			const { user_id: user, project_id: project } = queryOf(request);
			return user === undefined && project === undefined
				? refuse(reply, 400, 'user_id or project_id is required')
				: answer(request, reply);
		};
	}
	const madeUp = () =>
		Array.from({ length: stage.behaviour.listed ?? 0 }, (_, index) =>
			flow(`item_${index}`, `Entry ${index}`),
		);

	app.get('/api/v1/teams', () => ({
		teams: [
			{ id: secrets.teamId, name: 'Acme Sales' },
			{ id: 'team_91ab73cd', name: 'Acme Support' },
		],
	}));
	app.get(
		'/api/v1/list_saved_items',
		owned(() => ({
			saved_items:
				stage.behaviour.listed === null ? [inWorkbook, flow(GUMLOOP_FLOWS.alone, 'Letters')] : madeUp(),
		})),
	);
	app.get(
		'/api/v1/list_workbooks',
		owned(() => ({
			workbooks:
				stage.behaviour.listed === null
					? [
							{
								workbook_id: GUMLOOP_WORKBOOK,
								name: 'Finance',
								description: '',
								created_ts: MADE_AT,
								saved_items: [inWorkbook],
							},
						]
					: [],
		})),
	);
	app.get(
		'/api/v1/get_plrun_saved_item_map',
		owned((request, reply) => {
			const { workbook_id: book, saved_item_id: item } = queryOf(request);
			if (book === undefined && item === undefined)
				return refuse(reply, 400, 'workbook_id or saved_item_id is required');
			if (book !== undefined && book !== GUMLOOP_WORKBOOK) return refuse(reply, 404, 'Workbook not found');
			if (item === GUMLOOP_FLOWS.alone) return { [item]: [] };
			if (item !== undefined && item !== GUMLOOP_FLOWS.inWorkbook) return {};
			// What a run looks like here is a guess: the documents speak of "recent run history" and no more.
			const history = Object.values(GUMLOOP_RUNS).map((run, index) => ({
				run_id: run,
				state: runs.stateOf(run),
				created_ts: `2026-11-2${index}T08:00:00+00:00`,
			}));
			return { [GUMLOOP_FLOWS.inWorkbook]: history };
		}),
	);
}
