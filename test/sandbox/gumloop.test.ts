/** The documents' small print, one line each: what is asked, what must be answered. Then the way through it all. */
import { createHash } from 'node:crypto';
import { GUMLOOP_BROKEN_FILE, GUMLOOP_RUNS } from './index';
import { headersOf, sandboxForTests, smallPrint } from './asking';
import { journey, post } from './journey';

const holder = sandboxForTests();
const files = (run_id: string, ...file_names: string[]) => ({
	run_id,
	file_names,
	user_id: 'user_8XyqSandbox',
});

smallPrint(holder, [
	['personal key alone', 'gumloop', 'GET /api/v1/teams', 'personalBare', undefined, 401],
	[
		'personal key',
		'gumloop',
		'GET /api/v1/teams',
		'personal',
		undefined,
		200,
		{ teams: [{ id: 'team_4f8c92ab' }, {}] },
	],
	['nobody’s flows', 'gumloop', 'GET /api/v1/list_workbooks', 'personal', undefined, 400],
	[
		'runs of no flow',
		'gumloop',
		'GET /api/v1/get_plrun_saved_item_map?user_id=user_8XyqSandbox',
		'personal',
		undefined,
		400,
	],
	[
		'runs of a workbook that is gone',
		'gumloop',
		'GET /api/v1/get_plrun_saved_item_map?user_id=user_8XyqSandbox&workbook_id=x',
		'personal',
		undefined,
		404,
	],
	['other user', 'gumloop', 'GET /api/v1/list_saved_items?user_id=x', 'personal', undefined, 403],
	['no user', 'gumloop', `GET /api/v1/get_pl_run?run_id=${GUMLOOP_RUNS.done}`, 'personal', undefined, 400],
	['no run', 'gumloop', 'GET /api/v1/get_pl_run?user_id=user_8XyqSandbox', 'personal', undefined, 400],
	[
		'unknown run',
		'gumloop',
		'GET /api/v1/get_pl_run?run_id=x&project_id=team_4f8c92ab',
		'team',
		undefined,
		404,
	],
	[
		'queued run',
		'gumloop',
		`GET /api/v1/get_pl_run?run_id=${GUMLOOP_RUNS.running}&project_id=team_4f8c92ab`,
		'team',
		undefined,
		200,
		{ state: 'QUEUED' },
	],
	[
		'no outputs',
		'gumloop',
		`GET /api/v1/get_pl_run?run_id=${GUMLOOP_RUNS.withoutOutputs}&project_id=team_4f8c92ab`,
		'team',
		undefined,
		200,
		{ state: 'DONE', outputs: null },
	],
	['no names', 'gumloop', 'POST /api/v1/download_files', 'personal', files(GUMLOOP_RUNS.done), 400],
	[
		'unknown name',
		'gumloop',
		'POST /api/v1/download_files',
		'personal',
		files(GUMLOOP_RUNS.done, GUMLOOP_BROKEN_FILE),
		500,
	],
	[
		'kill',
		'gumloop',
		'POST /api/v1/kill_pipeline',
		'team',
		{ run_id: GUMLOOP_RUNS.running },
		200,
		{ success: true },
	],
]);

test('Gumloop: OAuth needs PKCE with S256, refresh tokens work once', async () => {
	const { clientId } = holder.sandbox.credentials.gumloop;
	const origin = holder.sandbox.origin('gumloop');
	const redirect_uri = 'http://127.0.0.1/callback';
	const page = { client_id: clientId, response_type: 'code', redirect_uri };
	const visit = async (more: Record<string, string>) => {
		const answer = await fetch(`${origin}/oauth/authorize?${new URLSearchParams({ ...page, ...more })}`, {
			redirect: 'manual',
		});
		return new URL(answer.headers.get('location') ?? '').searchParams;
	};
	expect((await visit({})).get('error')).toBe('invalid_request');
	const code_verifier = 'sandbox-verifier-0123456789-0123456789-0123456789';
	const code_challenge = createHash('sha256').update(code_verifier).digest('base64url');
	const form = async (fields: Record<string, string>) => {
		const body = new URLSearchParams({ client_id: clientId, ...fields });
		const answer = await fetch(`${origin}/oauth/token`, { method: 'POST', body });
		return { status: answer.status, body: (await answer.json()) as Record<string, string> };
	};
	const challenge = { code_challenge, code_challenge_method: 'S256' };
	const byCode = { grant_type: 'authorization_code', redirect_uri };
	const wrong = (await visit(challenge)).get('code') ?? '';
	expect((await form({ ...byCode, code: wrong, code_verifier: 'x' })).status).toBe(400);
	const code = (await visit(challenge)).get('code') ?? '';
	const granted = await form({ ...byCode, code, code_verifier });
	expect(granted.status).toBe(200);
	expect((await form({ ...byCode, code, code_verifier })).status).toBe(400);
	const headers = { authorization: `Bearer ${granted.body.access_token}` };
	expect((await fetch(`${origin}/api/v1/teams`, { headers })).status).toBe(200);
	const refresh = { grant_type: 'refresh_token', refresh_token: granted.body.refresh_token ?? '' };
	expect([(await form(refresh)).status, (await form(refresh)).status]).toEqual([200, 400]);
});

journey(holder, 'gumloop', async (sandbox) => {
	const { userId } = sandbox.credentials.gumloop;
	const { runId, fileNames } = sandbox.demo.gumloop;
	const headers = headersOf('personal');
	const body = { file_names: fileNames, run_id: runId, user_id: userId };
	return await fetch(`${sandbox.origin('gumloop')}/api/v1/download_files`, post(body, headers));
});
