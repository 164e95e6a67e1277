import { getEventListeners } from 'node:events';
import { onStop } from '../../nodes/shared/base/onStop';

it('tells everybody who has not taken it back, once, through one listener', () => {
	const controller = new AbortController();
	const told: number[] = [];
	const takeBack = Array.from({ length: 50 }, (_, index) =>
		onStop(controller.signal, () => told.push(index)),
	);
	takeBack.slice(2).forEach((take) => take());
	expect(getEventListeners(controller.signal, 'abort')).toHaveLength(1);
	controller.abort();
	controller.abort();
	expect(told).toEqual([0, 1]);
});

it('tells the signals apart', () => {
	const [one, other] = [new AbortController(), new AbortController()];
	const told: string[] = [];
	onStop(one.signal, () => told.push('one'));
	onStop(other.signal, () => told.push('other'));
	other.abort();
	expect(told).toEqual(['other']);
});

it('lets somebody take it back while it is told', () => {
	const controller = new AbortController();
	const told: string[] = [];
	const off = onStop(controller.signal, () => {
		told.push('first');
		off();
	});
	onStop(controller.signal, () => told.push('second'));
	controller.abort();
	expect(told).toEqual(['first', 'second']);
});

it('does nothing where there is no signal', () => {
	expect(() => onStop(undefined, () => {})()).not.toThrow();
});
