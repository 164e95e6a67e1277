import { viewsOf } from '../../../nodes/shared/http/words/view';

test('a ligature reads as its letters, and one of eighteen as itself: texts must not grow', () => {
	expect(viewsOf('\ufb01n').at(-1)?.text).toBe('fin');
	expect(viewsOf('\ufdfa'.repeat(10)).every(({ text }) => text.length === 10)).toBe(true);
});

test('no more of a text is looked at than of any other', () => {
	expect(viewsOf('%25'.repeat(10_000)).map(({ text }) => text.length)).toEqual([4096, 1366]);
});
