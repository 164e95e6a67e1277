/** How the sandbox's own tests talk to it: one call, one row of a table. */
import { basic } from './core/authorization';
import { records, type Who } from './derived';
import { startSandbox, type OriginName, type Sandbox } from './index';

/** A row: what it shows, which server, `METHOD /path`, who asks, with what body, expected status, expected body. */
export type Row = [string, OriginName, string, Who, unknown, number, unknown?];

const PEOPLE: Record<string, Record<string, string>> = Object.assign(
	{ none: {} },
	...records.map(([, { people }]) => people),
);

export { basic };

export interface Answer {
	status: number;
	/** Parsed where it is JSON, text elsewhere. */
	body: unknown;
	headers: Headers;
}

/** A sandbox for the tests of one file, as new for each of them. */
export function sandboxForTests(): { readonly sandbox: Sandbox } {
	let started: Sandbox | undefined;
	const holder = {
		get sandbox(): Sandbox {
			if (started === undefined) throw new Error('The sandbox runs only inside tests');
			return started;
		},
	};
	beforeAll(async () => {
		started = await startSandbox();
	});
	afterEach(() => holder.sandbox.reset());
	afterAll(() => holder.sandbox.close());
	return holder;
}

/** The headers of somebody who is signed in. */
export function headersOf(who: Who): Record<string, string> {
	return PEOPLE[who];
}

export async function ask(
	sandbox: Sandbox,
	origin: OriginName,
	call: string,
	who: Who = 'none',
	body?: unknown,
): Promise<Answer> {
	const [method = 'GET', path = '/'] = call.split(' ');
	const response = await fetch(sandbox.origin(origin) + path, {
		method,
		redirect: 'manual',
		headers: {
			...headersOf(who),
			...(body === undefined ? {} : { 'content-type': 'application/json' }),
		},
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	const text = await response.text();
	const isJson = response.headers.get('content-type')?.includes('json') === true && text !== '';
	return {
		status: response.status,
		body: isJson ? (JSON.parse(text) as unknown) : text,
		headers: response.headers,
	};
}

/** One test for each row. */
export function smallPrint(holder: { readonly sandbox: Sandbox }, rows: Row[]): void {
	test.each(rows)('%s: %s %s', async (...[, origin, call, who, body, status, expected]) => {
		const answer = await ask(holder.sandbox, origin, call, who, body);
		expect(answer.status).toBe(status);
		if (typeof expected === 'object') expect({ body: answer.body }).toMatchObject({ body: expected });
		else if (expected !== undefined) expect(answer.body).toBe(expected);
	});
}
