import type { Breath } from '../zip/engine/eventLoopTurn';
import { takeJson } from './jsonValue';
import { LONGEST_ROW } from './rowLimits';
import type { RowSink } from './rowSink';

/** Hands over the rows of a JSON Lines file: each line that is not empty is one. */
export async function readJsonLines(
	text: AsyncIterable<string>,
	sink: RowSink,
	breath: Breath,
): Promise<void> {
	let line = '';
	/** The rest of a line that is too long to be kept. */
	let isLost = false;
	for await (const piece of text) {
		let start = 0;
		for (let end = piece.indexOf('\n'); end >= 0; end = piece.indexOf('\n', start)) {
			if (isLost) sink.refuse();
			else takeLine(line + piece.slice(start, end), sink);
			line = '';
			isLost = false;
			start = end + 1;
			if (sink.isOver) return;
			if (breath.due) await breath.take();
		}
		if (!isLost) line += piece.slice(start);
		if (line.length > LONGEST_ROW) {
			line = '';
			isLost = true;
		}
	}
	if (isLost) sink.refuse();
	else takeLine(line, sink);
}

function takeLine(line: string, sink: RowSink): void {
	const text = line.trim();
	if (text !== '') takeJson(text, sink);
}
