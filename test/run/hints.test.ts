import type { NodeExecutionHint } from 'n8n-workflow';
import { showHints } from '../../nodes/shared/run/hints';
import { contextWith } from './support';

function shownFor(messages: string[], type: NodeExecutionHint['type'] = 'warning'): NodeExecutionHint[] {
	const shown: NodeExecutionHint[] = [];
	const addExecutionHints = (...hints: NodeExecutionHint[]) => shown.push(...hints);
	showHints(contextWith([], 'stopWorkflow', { addExecutionHints }), messages, type);
	return shown;
}

const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index + 1}`);

it.each([
	['&', '&#38;'],
	['<', '&#60;'],
	['>', '&#62;'],
	['"', '&#34;'],
	['<img src=x onerror="a&&b">', '&#60;img src=x onerror=&#34;a&#38;&#38;b&#34;&#62;'],
	['<br>', '&#60;br&#62;'],
	['Grüße 📦', 'Grüße 📦'],
])('%s is shown as %s', (text, message) => {
	expect(shownFor([text])).toEqual([{ message, location: 'outputPane', type: 'warning' }]);
});

it.each<[string, string[], string | undefined]>([
	['nothing', [], undefined],
	['one line', ['a'], 'a'],
	['a line that repeats, once', ['a', 'b', 'a'], 'a<br>b'],
	['five lines', lines(5), lines(5).join('<br>')],
	['no more than five', lines(6), `${lines(5).join('<br>')}<br>… and 1 more, in the items' warnings.`],
	[
		'and how many more there are',
		lines(205),
		`${lines(5).join('<br>')}<br>… and 200 more, in the items' warnings.`,
	],
	['repetitions do not count', [...lines(5), ...lines(5)], lines(5).join('<br>')],
])('%s', (_name, messages, message) => {
	expect(shownFor(messages).map((hint) => hint.message)).toEqual(message === undefined ? [] : [message]);
});

it('has the type that was asked for', () => {
	expect(shownFor(['a'], 'info')[0].type).toBe('info');
});

it('does without in versions of n8n that have no hints', () => {
	expect(() => showHints(contextWith([]), ['a'], 'info')).not.toThrow();
});
