import { Refusal } from '../../base/refusal';
import { recordIn } from '../../base/untrusted';
import type { Fields } from '../../contract';
import type { ApiRequest, QueryValues } from '../../contract/api';
import { isHeaderName, NAME_ALONE } from '../../http/headerName';
import type { Recipe, RecipeCall, RecipeProgress, RecipeStates, Template } from '../recipe';
import { opensByHandle } from '../steps/look';
import type { Need } from '../steps/bench';
import { enteredIn, oneText, pathIn, templateIn, type Entered } from './entered';

type Method = NonNullable<ApiRequest['method']>;

const METHODS: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const ANSWERS: ReadonlyArray<Recipe['answer']> = ['archive', 'job', 'link', 'nothing'];

/**
 * The recipe that the user filled in. Each node asks for the fields of its own calls only.
 * @param need what is about to be done
 * @throws Refusal naming the field that is missing or wrong
 */
export function recipeFrom(fields: Fields, need: Need): Recipe {
	const entered = enteredIn(fields);
	const chosen = entered.text('Answer');
	const answer = ANSWERS.find((name) => name === chosen) ?? 'archive';
	const { more } = entered;
	const refusedAt = more('refusedAt');
	const shared = {
		answer,
		create: createCall(fields, entered, answer, need),
		ranges: entered.isOn('ranges'),
		fileName: more('fileName'),
		...(refusedAt === undefined
			? {}
			: { refusedWhen: { at: refusedAt, isNot: entered.words(more('refusedUnless')) ?? [] } }),
	};
	if (answer === 'archive') return shared;
	if (answer === 'link') {
		const asked = need === 'open' ? required : given;
		return { ...shared, link: asked(entered, 'LinkAt', 'Link At') };
	}
	return { ...shared, ...waited(entered, answer === 'job', need) };
}

/** In a job's later nodes nothing is asked for any more, and where there is a path to look at that is what is called. */
function createCall(fields: Fields, entered: Entered, answer: Recipe['answer'], need: Need): RecipeCall {
	const isLater =
		need === 'nothing' ||
		(answer === 'job' && need !== 'create') ||
		(answer === 'nothing' && need !== 'create' && entered.text('LookPath') !== undefined);
	const path = isLater ? (entered.text('Path') ?? '') : required(entered, 'Path', 'Path');
	const body = templateIn(fields.get('otherServiceBody', ''), 'Body');
	const asForm = entered.more('bodyAs') === 'form';
	return {
		method: methodOf(entered.text('Method')),
		path: pathIn(path),
		query: entered.pairs('query'),
		headers: headersOf(entered),
		...(body === undefined ? {} : asForm ? { form: formIn(body) } : { body }),
	};
}

function waited(entered: Entered, isJob: boolean, need: Need): Partial<Recipe> {
	const { more } = entered;
	const lookPath =
		isJob && need === 'look' ? required(entered, 'LookPath', 'Path to Look At') : entered.text('LookPath');
	const looks = need === 'look' || (need === 'create' && !isJob && lookPath === undefined);
	const content = contentOf(entered, need === 'open');
	if (isJob && need === 'open' && !opensByHandle({ answer: 'job', create: { path: '' }, ...content }))
		required(entered, 'LookPath', 'Path to Look At');
	return {
		...(isJob ? { id: entered.text('IdAt') ?? '' } : {}),
		...(lookPath === undefined
			? {}
			: { look: callOf(entered, lookPath, more('lookMethod'), more('lookBody'), 'Look: Body') }),
		states: statesOf(entered, looks),
		...content,
		reason: more('reason'),
		percent: more('percent'),
		fileNameAt: more('fileNameAt'),
		files: progressOf(more('filesDone'), more('filesTotal')),
		bytes: progressOf(more('bytesDone'), more('bytesTotal')),
		...ends('cancel', entered),
		...ends('remove', entered),
	};
}

function statesOf(entered: Entered, isNeeded: boolean): RecipeStates {
	const asked = isNeeded ? required : given;
	const { words, more, text } = entered;
	const lists = {
		working: words(more('working')),
		failed: words(text('Failed')),
		cancelled: words(more('cancelled')),
		expired: words(more('expired')),
		nothing: words(more('nothing')),
	};
	const shared = { at: text('StateAt'), ...lists };
	switch (text('ReadyWhen') ?? '') {
		case 'archive':
			return { ...shared, readyIfArchive: true };
		case 'present':
			return { ...shared, readyIfPresent: asked(entered, 'ReadyAt', 'Value At') };
		case 'equal':
			return {
				...shared,
				readyIfEqual: [
					asked(entered, 'ReadyAt', 'Value At') ?? '',
					asked(entered, 'ReadyEquals', 'Equal to the Value At') ?? '',
				],
			};
		default:
			return { ...shared, ready: words(asked(entered, 'Ready', 'Ready States')) ?? [] };
	}
}

/** Without what is not needed yet there is no such call. */
function contentOf(entered: Entered, isNeeded: boolean): Partial<Recipe> {
	const { more, text } = entered;
	const asked = isNeeded ? required : given;
	const link = () => ({ link: asked(entered, 'LinkAt', 'Link At') });
	switch (text('ContentFrom') ?? '') {
		case 'look':
			return {};
		case 'link':
			return link();
		case 'askLink': {
			const path = asked(entered, 'LinkPath', 'Path That Gives the Link');
			return {
				...link(),
				...(path === undefined ? {} : { askLink: callOf(entered, path, more('linkMethod')) }),
			};
		}
		default: {
			const path = asked(entered, 'ContentPath', 'Path of the Archive');
			if (path === undefined) return {};
			return { content: callOf(entered, path, more('contentMethod'), more('contentBody'), 'Archive: Body') };
		}
	}
}

function ends(step: 'cancel' | 'remove', entered: Entered): Partial<Recipe> {
	const { more } = entered;
	const path = more(`${step}Path`);
	return path === undefined ? {} : { [step]: callOf(entered, path, more(`${step}Method`) ?? 'DELETE') };
}

/** Headers go with every call: what a service wants to know beside the key, it wants to know each time. */
function callOf(entered: Entered, path: string, method?: string, body?: unknown, label = ''): RecipeCall {
	const template = templateIn(body, label);
	return {
		method: methodOf(method),
		path: pathIn(path),
		headers: headersOf(entered),
		body: template,
	};
}

/** Headers of the connection: whoever makes it sets them. A length of one's own was waited for until the time was up. */
const OF_CONNECTION =
	/^(?:connection|content-length|expect|keep-alive|te|trailer|transfer-encoding|upgrade)$/i;

/** Several of one name are one with commas (RFC 9110, 5.3). @throws Refusal for a name that can't be sent */
function headersOf({ pairs }: Entered): Record<string, string> {
	return Object.fromEntries(
		Object.entries(pairs('headers')).map(([name, all]) => {
			if (!isHeaderName(name)) throw new Refusal('A name in "Headers" is no name of a header', NAME_ALONE);
			if (OF_CONNECTION.test(name))
				throw new Refusal(`The header ${name} is set by n8n itself`, 'Take it out of "Headers".');
			return [name, all.join(', ')];
		}),
	);
}

function progressOf(done?: string, total?: string): RecipeProgress | undefined {
	return done === undefined && total === undefined ? undefined : [done ?? null, total ?? null];
}

function methodOf(name: string | undefined): Method {
	return METHODS.find((method) => method === name) ?? 'GET';
}

/** A form has texts; what is a list in the JSON repeats its name, and what has more in it stays JSON. */
function formIn(body: Template): QueryValues {
	const texts = Object.entries(recordIn(body)).map(([name, value]) => [name, [value].flat().map(oneText)]);
	return Object.fromEntries(texts) as QueryValues;
}

function required({ text }: Entered, name: string, label: string): string {
	const value = text(name);
	if (value !== undefined) return value;
	throw new Refusal(`${label} is empty`, `Fill in "${label}", as the documents of the service say.`);
}

function given({ text }: Entered, name: string): string | undefined {
	return text(name);
}
