import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';

/** Messages in one hint; the items carry all of them as `warnings`. */
const MOST_LINES = 5;

/** Shows messages in the output panel. Versions of n8n without hints show the items' `warnings` only. */
export function showHints(
	context: IExecuteFunctions,
	messages: readonly string[],
	type: NodeExecutionHint['type'],
): void {
	const lines = [...new Set(messages)];
	if (lines.length === 0 || typeof context.addExecutionHints !== 'function') return;
	const more =
		lines.length > MOST_LINES ? [`… and ${lines.length - MOST_LINES} more, in the items' warnings.`] : [];
	context.addExecutionHints({
		message: [...lines.slice(0, MOST_LINES), ...more].map(escapeMarkup).join('<br>'),
		location: 'outputPane',
		type,
	});
}

/** Hints are rendered as HTML, and file names in them come from outside. */
function escapeMarkup(text: string): string {
	return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
