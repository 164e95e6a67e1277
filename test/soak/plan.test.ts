/** The soak's plan: where faults hit, the same for the same seed. */
import { randomFrom } from '../../scripts/random';
import { faultsFor, KINDS, placesOf, type PlacedFault } from '../../scripts/soak/plan';
import { FaultQueue } from '../sandbox/core/faults';

const UUIDS = ['c8bb482a-ff3c-4704-a3a3-de1c83ccd84c', 'cffa62db-aa01-493d-9594-058bc058eeb1'];
const request = (line: string) => {
	const [method, url] = line.split(' ');
	return { origin: 'api', method, url, status: 200 };
};
const PLACES = placesOf(
	[
		request('POST /oauth2/token'),
		...UUIDS.map((id) => request(`GET /2.0/downloads/${id}?a=1`)),
		...UUIDS.flatMap((id) => [1, 2, 3].map(() => request(`GET /nodes/${id}/content`))),
	],
	2,
);

test('requests are told apart by method and path, whatever ids are in it', () => {
	expect(PLACES.map(({ match, each }) => [match.source, each])).toEqual([
		['^POST \\/oauth2\\/token(?:\\?|$)', null],
		['^GET \\/2\\.0\\/downloads\\/[^/?]+(?:\\?|$)', 1],
		['^GET \\/nodes\\/[^/?]+\\/content(?:\\?|$)', 3],
	]);
});

test('every request may be hit, and each fault hits the request that it was planned for', () => {
	const lines = [
		'POST /oauth2/token',
		...Array.from({ length: 10 }, (_, index) => `GET /2.0/downloads/0123456789abcdef${index}`),
	];
	const faults = faultsFor(PLACES.slice(0, 2), 10, 0.4, randomFrom(3));
	expect(faults.length).toBeGreaterThan(1);
	const queue = new FaultQueue();
	for (const { origin, fault } of faults) queue.add(origin, fault);
	const hit = lines.map((line) => queue.take('api', line));
	expect(hit.filter((fault) => fault !== undefined)).toEqual(faults.map(({ fault }) => fault));
	const all = faultsFor(PLACES, 10, 1, randomFrom(3));
	expect(all).toHaveLength(1 + 10 + 30);
	expect(all.slice(1, 11).map(({ fault }) => fault.skip)).toEqual(Array.from({ length: 10 }, () => 0));
});

test('the same seed gives the same faults, and in the long run all kinds', () => {
	const plan = (seed: number) => faultsFor(PLACES, 100, 0.05, randomFrom(seed));
	expect(plan(12)).toEqual(plan(12));
	expect(plan(12)).not.toEqual(plan(14));
	const nameOf = ({ fault: { after: _after, match: _match, skip: _skip, ...kind } }: PlacedFault) =>
		JSON.stringify(kind);
	const many = faultsFor(PLACES, 1000, 0.5, randomFrom(12));
	expect(many.length / 4001).toBeCloseTo(0.5, 1);
	expect(new Set(many.map(nameOf)).size).toBe(
		new Set(KINDS.map((kind) => JSON.stringify({ ...kind(0, 'api'), after: undefined }))).size,
	);
});
