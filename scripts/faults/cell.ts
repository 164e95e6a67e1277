import type { CredentialData } from '../../test/engine/credentialsHelper';
import { engineError, type Engine } from '../../test/engine/engine';
import { leftBehind } from '../../test/leaks/leftBehind';
import type { KeptLog } from '../../test/leaks/log';
import { search, SHORTEST, type Found, type Hidden } from '../../test/leaks/search';
import type { IRun } from 'n8n-workflow';
import { providerNameIn } from '../../nodes/shared/panel/authenticationValue';
import { providers } from '../../nodes/shared/providers';
import { within } from '../attacks/run';
import { secretsOf, type Stand } from '../attacks/stands/stand';
import type { NamedFault } from './faults';
import { filesOf, LITTLE, nameOf, saidBy, startJourney, type Files, type Step, type Usual } from './journey';

/** Seconds after which a run hangs: several times what its options allow. */
const HANGS = 90;

export type Outcome = 'completed' | 'told' | 'hung' | 'wrong' | 'leaked' | 'missed';

/** One fault at one step. */
export interface Cell {
	stand: string;
	/** What users call the service. */
	service: string;
	step: string;
	fault: string;
	outcome: Outcome;
	/** The code of what was told. */
	code: string;
	/** What the user reads. */
	words: string;
	seconds: number;
}

/** What all cells of a stand share. */
export interface Ground {
	engine: Engine;
	stand: Stand;
	log: KeptLog;
	usual: Usual;
}

function serviceOf(stand: Stand): string {
	const { authentication, service } = stand.step('Create').parameters ?? {};
	return providers[providerNameIn(String(authentication), String(service))].displayName;
}

/** Words that no user should have to read. */
const RAW = /undefined|\[object |\bNaN\b|Cannot read|is not a function|Unexpected token|JSON\.parse/;

/** Runs the whole way with the fault in the place of one request. */
export async function cellOf(ground: Ground, step: Step, { name, at }: NamedFault): Promise<Cell> {
	const { engine, stand, log } = ground;
	stand.renew();
	const begin = Date.now();
	const lines: string[] = [];
	const credentials = await stand.credentialsNow();
	const running = log.into(lines, () =>
		startJourney(
			engine,
			stand,
			step.way,
			credentials,
			LITTLE,
			(node) => {
				if (node === step.node) stand.fault(step.origin, { ...at(step, stand.origins), match: step.match });
			},
			(node) => {
				if (node === step.node) stand.clearFaults();
			},
		),
	);
	const run = await within(HANGS * 1000, running.done);
	if (run === null) running.stop();
	stand.clearFaults();
	const requests = [...stand.requests];
	const hidden = [...secretsOf({ ...stand, requests }, engine).hidden, ...tokensIn(credentials)];
	const judged =
		run === null
			? hung
			: await judge(ground, run, step, requests, search(leftBehind({ run, log: lines }), hidden));
	await running.forget();
	return {
		stand: stand.name,
		service: serviceOf(stand),
		step: nameOf(step),
		fault: name,
		...judged,
		seconds: (Date.now() - begin) / 1000,
	};
}

type Judged = Pick<Cell, 'outcome' | 'code' | 'words'>;

const hung: Judged = { outcome: 'hung', code: '', words: '' };

async function judge(
	{ engine, usual }: Ground,
	run: IRun,
	step: Step,
	requests: Stand['requests'],
	found: Found[],
): Promise<Judged> {
	const error = engineError(run);
	const said = saidBy(run).filter((words) => !usual.said.includes(words));
	const words = error === undefined ? said.join(' · ') : `${error.message} – ${error.description}`;
	const code = codeOf(run);
	if (found.length > 0) {
		const [{ name, form, where }] = found;
		return { outcome: 'leaked', code, words: `${name} as ${form} in ${where}` };
	}
	if (error !== undefined) {
		const isTold = code !== '' && error.message !== '' && error.description !== '' && !RAW.test(words);
		return { outcome: isTold ? 'told' : 'wrong', code, words };
	}
	if (!requests.some(({ fault }) => fault !== undefined)) return { outcome: 'missed', code, words };
	const came = await filesOf(engine, run);
	if (isSame(came, usual.files))
		return { outcome: said.length > 0 ? 'told' : completedOr(step, requests), code, words };
	// Less than there is may only come with words that say so.
	const isLess = Object.entries(came).every(([path, hash]) => usual.files[path] === hash);
	return { outcome: isLess && said.length > 0 ? 'told' : 'wrong', code, words };
}

/** Tokens of a person's consent, which the sign-in keeps in the credential. */
function tokensIn(credentials: CredentialData): Hidden[] {
	return Object.entries(credentials).flatMap(([type, { oauthTokenData }]) =>
		Object.entries(oauthTokenData ?? {}).flatMap(([name, text]) =>
			typeof text === 'string' && text.length >= SHORTEST ? [{ name: `${type}.${name}`, text }] : [],
		),
	);
}

/** The files are there. That what was to be deleted is still on the server has to be said. */
function completedOr({ words }: Step, requests: Stand['requests']): Outcome {
	if (!words.startsWith('DELETE ')) return 'completed';
	const isGone = ({ method, status }: Stand['requests'][number]) =>
		method === 'DELETE' && (status === 404 || (status >= 200 && status < 300));
	return requests.some(isGone) ? 'completed' : 'wrong';
}

function codeOf(run: IRun): string {
	const context: unknown = Reflect.get(run.data.resultData.error ?? {}, 'context');
	const code: unknown = typeof context === 'object' && context !== null ? Reflect.get(context, 'code') : '';
	return typeof code === 'string' ? code : '';
}

function isSame(one: Files, other: Files): boolean {
	const paths = Object.keys(one);
	return paths.length === Object.keys(other).length && paths.every((path) => one[path] === other[path]);
}
