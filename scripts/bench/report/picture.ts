/** A point: archive size and memory growth, both in bytes. */
export interface Point {
	size: number;
	growth: number;
}

/** A line of the picture; `end` is where the contender gave up, and what it said. */
export interface Curve {
	title: string;
	colour: string;
	points: Point[];
	end?: { size: number; reason: string };
}

const WIDTH = 860;
const HEIGHT = 440;
const LEFT = 70;
const RIGHT = 40;
const TOP = 64;
const BOTTOM = 56;
const GB = 1e9;

/** Memory against archive size as SVG, both axes linear from zero: what grows is seen to grow. */
export function picture(title: string, curves: Curve[]): string {
	const sizes = curves.flatMap(({ points, end }) => [...points.map(({ size }) => size), end?.size ?? 0]);
	const maxX = Math.ceil(Math.max(...sizes) / GB);
	const maxY = Math.max(
		1,
		Math.ceil(Math.max(...curves.flatMap(({ points }) => points.map(({ growth }) => growth))) / GB),
	);
	const x = (bytes: number) => LEFT + (bytes / GB / maxX) * (WIDTH - LEFT - RIGHT);
	const y = (bytes: number) => HEIGHT - BOTTOM - (bytes / GB / maxY) * (HEIGHT - TOP - BOTTOM);
	const rows = steps(maxY).map(
		(value) =>
			`<path d="M${LEFT} ${y(value * GB)}H${WIDTH - RIGHT}" stroke="#e3e5e8"/>` +
			label(LEFT - 8, y(value * GB) + 4, `${value} GB`, 'end', '#57606a'),
	);
	const columns = steps(maxX).map((value) =>
		label(x(value * GB), HEIGHT - BOTTOM + 20, `${value} GB`, 'middle', '#57606a'),
	);
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="13">`,
		`<title>${escape(title)}</title>`,
		`<rect width="${WIDTH}" height="${HEIGHT}" rx="8" fill="#fff"/>`,
		`<text x="${LEFT}" y="28" font-size="16" font-weight="bold" fill="#1f2328">${escape(title)}</text>`,
		...rows,
		...columns,
		label((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 14, 'size of the archive', 'middle', '#57606a'),
		...curves.map((curve, index) => drawn(curve, index, x, y)),
		'</svg>',
		'',
	].join('\n');
}

function drawn(
	{ title, colour, points, end }: Curve,
	index: number,
	x: (b: number) => number,
	y: (b: number) => number,
): string {
	const path = points.map(
		({ size, growth }, at) => `${at === 0 ? 'M' : 'L'}${x(size).toFixed(1)} ${y(growth).toFixed(1)}`,
	);
	const last = points[points.length - 1];
	const legend = LEFT + index * 390;
	return [
		`<path d="M${legend} 46h24" stroke="${colour}" stroke-width="3"/>`,
		label(legend + 32, 50, title, 'start', '#1f2328'),
		`<path d="${path.join('')}" fill="none" stroke="${colour}" stroke-width="3"/>`,
		...points.map(
			({ size, growth }) =>
				`<circle cx="${x(size).toFixed(1)}" cy="${y(growth).toFixed(1)}" r="4.5" fill="${colour}"/>`,
		),
		last === undefined
			? ''
			: label(x(last.size) - 10, y(last.growth) - 12, amount(last.growth), 'end', colour),
		end === undefined ? '' : label(x(end.size), y(0) - 44, `fails: ${end.reason} ✕`, 'end', colour),
	].join('\n');
}

/** Round values from zero up to `max`, at most six of them. */
function steps(max: number): number[] {
	const step = Math.max(1, Math.ceil(max / 6));
	return Array.from({ length: Math.floor(max / step) + 1 }, (_, index) => index * step);
}

function amount(bytes: number): string {
	return bytes < GB ? `${Math.round(bytes / 1e6)} MB` : `${(bytes / GB).toFixed(1)} GB`;
}

function label(x: number, y: number, text: string, anchor: string, colour: string): string {
	return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}" fill="${colour}">${escape(text)}</text>`;
}

function escape(text: string): string {
	return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
