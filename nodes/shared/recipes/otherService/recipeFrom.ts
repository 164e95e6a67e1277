import { Refusal } from '../../base/refusal';
import { recordIn } from '../../base/untrusted';
import type { Fields } from '../../contract';
import type { ApiRequest, QueryValues } from '../../contract/api';
import type { Recipe, RecipeCall, RecipeProgress, RecipeStates, Template } from '../recipe';
import { enteredIn, templateIn, type Entered } from './entered';

type Method = NonNullable<ApiRequest['method']>;

const METHODS: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const ANSWERS: ReadonlyArray<Recipe['answer']> = ['archive', 'job', 'link', 'nothing'];

/** The recipe that the user filled in. @throws Refusal naming the field that is missing or wrong */
export function recipeFrom(fields: Fields): Recipe {
	const entered = enteredIn(fields);
	const chosen = entered.text('Answer');
	const answer = ANSWERS.find((name) => name === chosen) ?? 'archive';
	const { fileName, refusedAt } = moreTexts(entered);
	const shared = {
		answer,
		create: createCall(fields, entered, answer),
		ranges: entered.isOn('ranges'),
		...(fileName === undefined ? {} : { fileName }),
		...(refusedAt === undefined
			? {}
			: { refusedWhen: { at: refusedAt, isNot: entered.words(entered.more('refusedUnless')) ?? [] } }),
	};
	if (answer === 'archive') return shared;
	if (answer === 'link') return { ...shared, link: required(entered, 'LinkAt', 'Link At') };
	return { ...shared, ...waited(entered, answer === 'job') };
}

/** In a job's later nodes nothing is asked for any more, and so there is nothing to fill in. */
function createCall(fields: Fields, entered: Entered, answer: Recipe['answer']): RecipeCall {
	const path = answer === 'job' ? (entered.text('Path') ?? '') : required(entered, 'Path', 'Path');
	const body = templateIn(fields.get('otherServiceBody', ''), 'Body');
	const asForm = entered.more('bodyAs') === 'form';
	return {
		method: methodOf(entered.text('Method')),
		path,
		query: entered.pairs('query'),
		headers: entered.pairs('headers'),
		...(body === undefined ? {} : asForm ? { form: formIn(body) } : { body }),
	};
}

function waited(entered: Entered, isJob: boolean): Partial<Recipe> {
	const { more } = entered;
	const lookPath = isJob ? required(entered, 'LookPath', 'Path to Look At') : entered.text('LookPath');
	return {
		...(isJob ? { id: entered.text('IdAt') ?? '' } : {}),
		...(lookPath === undefined
			? {}
			: { look: callOf(entered, lookPath, more('lookMethod'), more('lookBody'), 'Look: Body') }),
		states: statesOf(entered),
		...contentOf(entered),
		...known({ reason: more('reason'), percent: more('percent'), fileNameAt: more('fileNameAt') }),
		...known({ files: progressOf(more('filesDone'), more('filesTotal')) }),
		...known({ bytes: progressOf(more('bytesDone'), more('bytesTotal')) }),
		...ends('cancel', entered),
		...ends('remove', entered),
	};
}

function statesOf(entered: Entered): RecipeStates {
	const { words, more, text } = entered;
	const lists = {
		working: words(more('working')),
		failed: words(text('Failed')),
		cancelled: words(more('cancelled')),
		expired: words(more('expired')),
		nothing: words(more('nothing')),
	};
	const shared = known({ at: text('StateAt'), ...lists });
	switch (text('ReadyWhen') ?? '') {
		case 'archive':
			return { ...shared, readyIfArchive: true };
		case 'present':
			return { ...shared, readyIfPresent: required(entered, 'ReadyAt', 'Value At') };
		case 'equal':
			return {
				...shared,
				readyIfEqual: [
					required(entered, 'ReadyAt', 'Value At'),
					required(entered, 'ReadyEquals', 'Equal to the Value At'),
				],
			};
		default:
			return { ...shared, ready: words(required(entered, 'Ready', 'Ready States')) ?? [] };
	}
}

function contentOf(entered: Entered): Partial<Recipe> {
	const { more, text } = entered;
	switch (text('ContentFrom') ?? '') {
		case 'look':
			return {};
		case 'link':
			return { link: required(entered, 'LinkAt', 'Link At') };
		case 'askLink':
			return {
				link: required(entered, 'LinkAt', 'Link At'),
				askLink: callOf(
					entered,
					required(entered, 'LinkPath', 'Path That Gives the Link'),
					more('linkMethod'),
				),
			};
		default: {
			const path = required(entered, 'ContentPath', 'Path of the Archive');
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
function callOf({ pairs }: Entered, path: string, method?: string, body?: unknown, label = ''): RecipeCall {
	const template = templateIn(body, label);
	return {
		method: methodOf(method),
		path,
		headers: pairs('headers'),
		...(template === undefined ? {} : { body: template }),
	};
}

function progressOf(done?: string, total?: string): RecipeProgress | undefined {
	return done === undefined && total === undefined ? undefined : [done ?? null, total ?? null];
}

function methodOf(name: string | undefined): Method {
	return METHODS.find((method) => method === name) ?? 'GET';
}

/** A form has texts; what is a list in the JSON repeats its name. */
function formIn(body: Template): QueryValues {
	const texts = Object.entries(recordIn(body)).map(([name, value]) => [
		name,
		Array.isArray(value) ? value.map(String) : String(value ?? ''),
	]);
	return Object.fromEntries(texts) as QueryValues;
}

function moreTexts({ more }: Entered): { fileName?: string; refusedAt?: string } {
	return { fileName: more('fileName'), refusedAt: more('refusedAt') };
}

function known<Facts extends object>(facts: Facts): Partial<Facts> {
	return Object.fromEntries(
		Object.entries(facts).filter(([, value]) => value !== undefined),
	) as Partial<Facts>;
}

function required({ text }: Entered, name: string, label: string): string {
	const value = text(name);
	if (value !== undefined) return value;
	throw new Refusal(`${label} is empty`, `Fill in "${label}", as the documents of the service say.`);
}
