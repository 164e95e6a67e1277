/** What a run of an attack showed. What was not measured there is null. */
export interface Row {
	kind: string;
	/** The way in: which service, and where; or which function. */
	way: string;
	size: string;
	/** What the user is told. */
	told: string;
	/** Milliseconds of processor time. */
	hold: number | null;
	/** Bytes */
	heap: number | null;
	seconds: number | null;
	/** Seconds that it may take: what the user allowed, and what is granted beyond it. */
	within: number | null;
	sockets: number | null;
	secrets: number | null;
	abroad: number | null;
	/** What is wrong beside the figures. */
	wrong?: string;
}

const MIB = 1024 * 1024;

/** Bars that hold for all rows. Seconds have a bar in each. */
export const BARS = { hold: 50, heap: 64 * MIB, sockets: 0, secrets: 0, abroad: 0 } as const;

const NOTHING_MEASURED = {
	size: '',
	told: '',
	hold: null,
	heap: null,
	seconds: null,
	within: null,
	sockets: null,
	secrets: null,
	abroad: null,
};

export function row(facts: Pick<Row, 'kind' | 'way'> & Partial<Row>): Row {
	return { ...NOTHING_MEASURED, ...facts };
}

/** Which bars a row misses, in words. */
export function missesOf(one: Row): string[] {
	const misses = (Object.keys(BARS) as Array<keyof typeof BARS>)
		.filter((name) => (one[name] ?? 0) > BARS[name])
		.map((name) => name as string);
	if (one.seconds !== null && one.within !== null && one.seconds > one.within) misses.push('seconds');
	return one.wrong === undefined ? misses : [...misses, one.wrong];
}

/** Row by row into one for each kind and way, by the worst of each figure. */
export function worstOf(rows: readonly Row[]): Row[] {
	const groups = new Map<string, Row[]>();
	for (const one of rows) {
		const key = `${one.kind}\n${one.way}`;
		groups.set(key, [...(groups.get(key) ?? []), one]);
	}
	return [...groups.values()].map((group) => {
		const largest = (name: 'abroad' | 'heap' | 'hold' | 'seconds' | 'secrets' | 'sockets' | 'within') => {
			const figures = group.map((one) => one[name]).filter((figure) => figure !== null);
			return figures.length === 0 ? null : Math.max(...figures);
		};
		const wrong = group.find((one) => one.wrong !== undefined)?.wrong;
		return {
			...group[0],
			size:
				[...new Set(group.map(({ size }) => size))].length > 1
					? `${group.length} sizes and forms`
					: group[0].size,
			hold: largest('hold'),
			heap: largest('heap'),
			seconds: largest('seconds'),
			within: largest('within'),
			sockets: largest('sockets'),
			secrets: largest('secrets'),
			abroad: largest('abroad'),
			...(wrong === undefined ? {} : { wrong }),
		};
	});
}

/** Cells of a row for the table. */
export function cells(one: Row): string[] {
	const figure = (value: number | null, digits = 0) => (value === null ? '' : value.toFixed(digits));
	return [
		one.kind,
		one.way,
		one.size,
		figure(one.hold),
		figure(one.heap === null ? null : one.heap / MIB),
		figure(one.seconds, 1),
		figure(one.sockets),
		figure(one.secrets),
		figure(one.abroad),
		missesOf(one).join(', '),
		one.told.slice(0, 90),
	];
}

export const HEADINGS = [
	'kind',
	'way in',
	'size',
	'hold ms',
	'heap MiB',
	'seconds',
	'sockets',
	'secrets',
	'abroad',
	'missed',
	'told',
];
