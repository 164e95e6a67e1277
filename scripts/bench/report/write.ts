import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { atOncePage } from '../items/report';
import { worst, type Results } from '../results';
import { markdown, type Report } from './markdown';
import { picture, type Curve } from './picture';

/** Writes `benchmark.md` and its picture into `folder`. */
export async function writeReport(folder: string, report: Report): Promise<void> {
	await mkdir(join(folder, 'pictures'), { recursive: true });
	await writeFile(join(folder, 'benchmark.md'), markdown(report));
	if (report.sizes.length === 0) return;
	const { ours, peer } = report.lineup;
	const svg = picture('Memory growth against archive size', [
		curve(report, peer.name, peer.title, '#c2410c'),
		curve(report, ours.name, ours.title, '#1a7f37'),
	]);
	await writeFile(join(folder, 'pictures/memory.svg'), svg);
}

/** Writes `archives-at-once.md` into `folder`, where several values of that option were tried. */
export async function writeAtOnce(folder: string, { items, machine, rounds }: Report): Promise<void> {
	if (items === null || items.atOnce.length < 2) return;
	await writeFile(join(folder, 'archives-at-once.md'), atOncePage(items, machine, rounds));
}

function curve({ results, sizes, nodes }: Report, contender: string, title: string, colour: string): Curve {
	const node = nodes[0].major;
	const points = sizes.flatMap(({ name: archive, bytes }) => {
		const growth = worst(results, 'growth', { archive, contender, node });
		return growth === undefined ? [] : [{ size: bytes, growth }];
	});
	return { title, colour, points, end: endOf(results, sizes, contender) };
}

function endOf({ faults }: Results, sizes: Report['sizes'], contender: string): Curve['end'] {
	for (const { name, bytes } of sizes) {
		const fault = faults.find((one) => one.contender === contender && one.archive === name);
		if (fault !== undefined) return { size: bytes, reason: fault.reason };
	}
	return undefined;
}
