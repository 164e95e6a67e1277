import type { Lineup } from './lineup';
import type { NodeProgram } from './nodes';
import { median, ratio, samplesOf, worst, type Results } from './results';

/** Something that has to hold: a figure and what it may be at most. */
export interface Bar {
	name: string;
	/** undefined: it could not be measured, and that counts as missed. */
	figure: number | undefined;
	limit: number;
	unit: '×' | 'MB' | 'ms' | '';
}

export const PEER = { a: 0.75, b: 0.55, c: 0.5, d: 0.6, e: 0.6, f: 0.65 };
export const YAUZL = { a: 0.95, b: 0.45, c: 0.7 };
const DESCRIPTORS = { e: 'c', f: 'd' };
const RAW = 1.4;
const DESCRIPTOR_COST = 1.1;
const MEMORY = 100;
const FLAT = 16;
const STALL = 30;

export const isMet = ({ figure, limit }: Bar): boolean => figure !== undefined && figure <= limit;

/** The bars for the archives that were run. */
export function bars(
	results: Results,
	lineup: Lineup,
	nodes: NodeProgram[],
	compared: string[],
	sized: string[],
): Bar[] {
	const node = nodes[0].major;
	const ours = (archive: string) => ({ archive, contender: lineup.ours.name, node });
	const against = (contender: string, title: string, limits: Record<string, number>): Bar[] =>
		compared.flatMap((archive) => {
			if (limits[archive] === undefined) return [];
			const figure = ratio(results, ours(archive), { archive, contender, node });
			return [
				{ name: `${archive}: time against ${title}`, figure, limit: limits[archive], unit: '×' as const },
			];
		});
	const descriptors = Object.entries(DESCRIPTORS).filter((pair) =>
		pair.every((name) => compared.includes(name)),
	);
	return [
		...against(lineup.peer.name, lineup.peer.name === 'peer' ? "n8n's own nodes" : 'the stand-in', PEER),
		...against('yauzl', 'yauzl', YAUZL),
		...against('raw', 'raw inflate', { a: RAW }),
		...descriptors.map(([with_, without]): Bar => ({
			name: `${with_}: time against ${without}, the same with sizes in front`,
			figure: ratio(results, ours(with_), ours(without)),
			limit: DESCRIPTOR_COST,
			unit: '×',
		})),
		...nodes.flatMap(({ major }) =>
			memoryBars(results, { contender: lineup.ours.name, node: major }, compared, sized),
		),
		...[...compared, ...sized].map((archive): Bar => ({
			name: `${archive}: longest event-loop stall`,
			figure: worst(results, 'stall', ours(archive)),
			limit: STALL,
			unit: 'ms',
		})),
		{
			name: 'outputs of ours that were missing or wrong',
			figure: results.faults.filter(({ contender }) => contender === lineup.ours.name).length,
			limit: 0,
			unit: '',
		},
	];
}

function memoryBars(
	results: Results,
	where: { contender: string; node: number },
	compared: string[],
	sized: string[],
): Bar[] {
	const label = `Node ${where.node}`;
	const growths = sized.map((archive) =>
		samplesOf(results, { ...where, archive }).map(({ growth }) => growth / 1e6),
	);
	const complete = growths.length > 0 && growths.every((list) => list.length > 0);
	const middles = complete ? growths.map(median) : [];
	return [
		...[...compared, ...sized].map((archive): Bar => {
			const growth = worst(results, 'growth', { ...where, archive });
			const figure = growth === undefined ? undefined : growth / 1e6;
			return { name: `${archive}: memory growth, ${label}`, figure, limit: MEMORY, unit: 'MB' };
		}),
		...(sized.length === 0
			? []
			: [
					{
						name: `memory between the smallest and the largest archive, ${label}`,
						figure: complete ? Math.max(...middles) - Math.min(...middles) : undefined,
						limit: FLAT,
						unit: 'MB' as const,
					},
				]),
	];
}

/** One line for the terminal. */
export function barLine(bar: Bar): string {
	const digits = bar.unit === '×' ? 2 : 0;
	const figure = bar.figure === undefined ? 'not measured' : `${bar.figure.toFixed(digits)} ${bar.unit}`;
	return `${isMet(bar) ? 'met   ' : 'MISSED'}  ${bar.name}: ${figure.trim()} (at most ${bar.limit} ${bar.unit})`.replace(
		' )',
		')',
	);
}
