import type { Condition } from './conditions';
import { TITLES } from './conditions';
import type { Lineup } from './lineup';
import type { NodeProgram } from './nodes';
import { type Clock, median, ratio, samplesOf, worst, type Results } from './results';

/** Something that has to hold: a figure and what it may be at most. */
export interface Bar {
	name: string;
	/** undefined: it could not be measured, and that counts as missed. */
	figure: number | undefined;
	limit: number;
	unit: '×' | 'MB' | 'ms' | '';
}

type Limits = Partial<Record<Condition, Record<string, number>>>;

/** Ours as a multiple of the others, for each archive. */
export const PEER: Limits = {
	quiet: { a: 0.25, b: 0.55, c: 0.3, d: 0.4, e: 0.6, f: 0.65 },
	core: { a: 0.3, b: 0.6, c: 0.35, d: 0.45 },
	busy: { a: 0.35, b: 0.6, c: 0.4, d: 0.5 },
};
export const YAUZL: Limits = {
	quiet: { a: 0.55, b: 0.45, c: 0.55 },
	core: { a: 0.6, c: 0.6 },
	busy: { a: 0.65, c: 0.65 },
};
const FLOOR: Limits = { quiet: { b: 1.25 }, core: { b: 1.25 } };
const BSDTAR: Limits = { quiet: { a: 1.4, c: 1.3 } };
const YAUZL_PROCESSOR: Limits = { quiet: { a: 0.5, c: 0.55 }, core: { a: 0.5, c: 0.55 } };
const OLD_PROCESSOR: Limits = { quiet: { a: 0.65, c: 0.6 }, core: { a: 0.65, c: 0.6 } };
const RAW: Limits = { quiet: { a: 1.4 } };
const DESCRIPTORS = { e: 'c', f: 'd' };
const DESCRIPTOR_COST = 1.1;
const MEMORY = 64;
const FLAT = 16;
const STALL: Partial<Record<Condition, number>> = { quiet: 15, core: 20 };

export const isMet = ({ figure, limit }: Bar): boolean => figure !== undefined && figure <= limit;

/** The bars for the archives and the conditions that were run. */
export function bars(
	results: Results,
	lineup: Lineup,
	nodes: NodeProgram[],
	compared: string[],
	sized: string[],
	conditions: Condition[],
): Bar[] {
	const node = nodes[0].major;
	const { ours, peer } = lineup;
	const here = (archive: string, contender: string, condition: Condition = 'quiet') => ({
		archive,
		contender,
		node,
		condition,
	});
	const against = (contender: string, title: string, limits: Limits, clock: Clock = 'seconds'): Bar[] =>
		conditions.flatMap((condition) =>
			compared.flatMap((archive) => {
				const limit = limits[condition]?.[archive];
				if (limit === undefined) return [];
				const [one, other] = [ours.name, contender].map((name) => here(archive, name, condition));
				const time = clock === 'seconds' ? 'time' : 'processor time';
				const name = `${archive}, ${TITLES[condition]}: ${time} against ${title}`;
				return [{ name, figure: ratio(results, one, other, clock), limit, unit: '×' as const }];
			}),
		);
	const descriptors = Object.entries(DESCRIPTORS).filter((pair) =>
		pair.every((name) => compared.includes(name)),
	);
	const isQuiet = conditions.includes('quiet');
	return [
		...against(peer.name, peer.name === 'peer' ? "n8n's own nodes" : 'the stand-in', PEER),
		...against('floor', 'its floor', FLOOR),
		...against('yauzl', 'yauzl', YAUZL),
		...against('bsdtar', 'bsdtar', BSDTAR),
		...against('yauzl', 'yauzl', YAUZL_PROCESSOR, 'processor'),
		...against('old', 'version 0.1.0', OLD_PROCESSOR, 'processor'),
		...against('raw', 'raw inflate', RAW),
		...descriptors.map(([with_, without]): Bar => ({
			name: `${with_}: time against ${without}, the same with sizes in front`,
			figure: ratio(results, here(with_, ours.name), here(without, ours.name)),
			limit: DESCRIPTOR_COST,
			unit: '×',
		})),
		...(isQuiet ? nodes : []).flatMap(({ major }) =>
			memoryBars(
				results,
				{ contender: ours.name, node: major, condition: 'quiet' as const },
				compared,
				sized,
			),
		),
		...conditions.flatMap((condition) => {
			const limit = STALL[condition];
			if (limit === undefined) return [];
			return [...compared, ...(condition === 'quiet' ? sized : [])].map((archive): Bar => ({
				name: `${archive}, ${TITLES[condition]}: longest event-loop stall`,
				figure: worst(results, 'stall', here(archive, ours.name, condition)),
				limit,
				unit: 'ms',
			}));
		}),
		{
			name: 'outputs of ours that were missing or wrong',
			figure: results.faults.filter(({ contender }) => contender === ours.name).length,
			limit: 0,
			unit: '',
		},
	];
}

function memoryBars(
	results: Results,
	where: { contender: string; node: number; condition: Condition },
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
