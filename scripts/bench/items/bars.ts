import type { Bar } from '../bars';
import { ratio, seconds, worst } from '../results';
import { ARCHIVES, contenderName, takesAny, THEIRS, usedAtOnce, type ItemsResults } from './race';
import { SCENARIOS, shortestTime, WAYS, type Scenario, type Way } from './scenarios';

/** Ours as a multiple of the shortest time that requests and latency allow. */
const OF_LIMIT = 1.3;
/** Ours as a multiple of n8n's own nodes, where the service names no limit. */
const OF_THEIRS = 1;
/** MB, as for one archive. */
const MEMORY = 64;

const NAMES: Record<Way, string> = { one: 'in one node', three: 'in three nodes' };

/** What has to hold for a hundred archives, with the value of Archives at Once that the nodes begin with. */
export function itemsBars(results: ItemsResults, node: number, atOnce: number): Bar[] {
	const each = <T>(pick: (scenario: Scenario, way: Way) => T[]): T[] =>
		SCENARIOS.flatMap((scenario) => WAYS.flatMap((way) => pick(scenario, way)));
	const ours = (scenario: Scenario, way: Way) => ({
		archive: scenario.name,
		contender: contenderName(way, atOnce),
		node,
	});
	const named = (scenario: Scenario, way: Way, what: string) =>
		`${ARCHIVES} of ${scenario.name}, ${NAMES[way]}: ${what}`;
	return [
		...each((scenario, way): Bar[] => [
			{
				name: named(scenario, way, 'time against the shortest possible'),
				figure: ofLimit(results, scenario, way, node, atOnce),
				limit: OF_LIMIT,
				unit: '×',
			},
		]),
		...each((scenario, way): Bar[] =>
			takesAny(scenario)
				? [
						{
							name: named(scenario, way, "time against n8n's own nodes"),
							figure: ratio(results, ours(scenario, way), {
								archive: scenario.name,
								contender: THEIRS,
								node,
							}),
							limit: OF_THEIRS,
							unit: '×',
						},
					]
				: [],
		),
		...each((scenario, way): Bar[] => {
			const growth = worst(results, 'growth', ours(scenario, way));
			const figure = growth === undefined ? undefined : growth / 1e6;
			return [{ name: named(scenario, way, 'memory growth'), figure, limit: MEMORY, unit: 'MB' }];
		}),
		{
			name: `${ARCHIVES} archives: outputs of ours that were missing or wrong`,
			figure: results.faults.filter(({ contender }) => contender !== THEIRS).length,
			limit: 0,
			unit: '',
		},
	];
}

/** Time of ours against the shortest possible; undefined where it was not measured. */
export function ofLimit(
	results: ItemsResults,
	scenario: Scenario,
	way: Way,
	node: number,
	atOnce: number,
): number | undefined {
	const contender = contenderName(way, atOnce);
	const taken = seconds(results, { archive: scenario.name, contender, node });
	const shortest = shortestTime(scenario, way, ARCHIVES, usedAtOnce(scenario, atOnce));
	return taken === undefined ? undefined : taken / shortest;
}
