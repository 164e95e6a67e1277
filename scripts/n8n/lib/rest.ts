import { randomUUID } from 'node:crypto';
import { until } from './until';

/** The one person of a fresh n8n. It listens on loopback only and is gone at the end, so the login is no secret. */
export const OWNER = {
	email: 'owner@example.com',
	firstName: 'Archive',
	lastName: 'Owner',
	password: 'Archives-2026',
};

/** An answer of n8n's REST interface that is not 2xx. */
export class RestRefusal extends Error {
	constructor(
		readonly status: number,
		method: string,
		path: string,
		body: string,
	) {
		super(`${method} ${path} answered ${status}: ${body.slice(0, 400)}`);
	}
}

/** A signed-in session with n8n's own REST interface, the one that the editor uses. */
export class RestSession {
	private cookie = '';
	/** n8n ties the cookie to this. */
	private readonly browserId = randomUUID();

	private constructor(readonly origin: string) {}

	/** Makes the owner of a fresh n8n, or signs in where one exists. */
	static async open(origin: string): Promise<RestSession> {
		const session = new RestSession(origin);
		// n8n 1.x calls itself ready some seconds before it has any routes.
		await until('n8n to have its routes', { timeout: 60_000 }, async () => {
			await session.raw('GET', '/rest/settings');
			return true;
		});
		try {
			await session.post('/rest/owner/setup', OWNER);
		} catch (error) {
			if (!(error instanceof RestRefusal)) throw error;
			await session.post('/rest/login', { emailOrLdapLoginId: OWNER.email, password: OWNER.password });
		}
		return session;
	}

	async get<T>(path: string): Promise<T> {
		return await this.call<T>('GET', path);
	}

	async post<T>(path: string, body: unknown = {}): Promise<T> {
		return await this.call<T>('POST', path, body);
	}

	/** A response as it is, for what is not wrapped in `{ data }`. */
	async raw(method: string, path: string, body?: unknown): Promise<Response> {
		const response = await fetch(this.origin + path, {
			method,
			headers: {
				'content-type': 'application/json',
				'browser-id': this.browserId,
				cookie: this.cookie,
				// n8n closes a connection that was idle for five seconds, and making a large archive takes this process longer:
				// a request that then takes the old connection finds it closed.
				connection: 'close',
			},
			body: body === undefined ? undefined : JSON.stringify(body),
			signal: AbortSignal.timeout(120_000),
		});
		const cookies = response.headers.getSetCookie().map((line) => line.split(';')[0]);
		const own = cookies.find((pair) => pair.startsWith('n8n-auth='));
		if (own) this.cookie = own;
		if (!response.ok) throw new RestRefusal(response.status, method, path, await response.text());
		return response;
	}

	private async call<T>(method: string, path: string, body?: unknown): Promise<T> {
		const answer = (await (await this.raw(method, path, body)).json()) as { data: T };
		return answer.data;
	}
}
