/**
 * A service as a recipe file: what it is called, what the user is asked for, and the recipe. Data only.
 */
import type { INodeProperties } from 'n8n-workflow';
import { listField, requiredText, textField } from '../base/fields';
import { Refusal } from '../base/refusal';
import type { Fields, Provider } from '../contract';
import { fromRecipe } from './provider';
import type { Recipe } from './recipe';
import type { RecipeRequest } from './request';
import { SIGN_INS, type SignInName } from './signIns';
import type { Value } from './text/placeholders';

/** Something that the user is asked for. Its name is that of the placeholder. */
export interface PresetField {
	readonly name: string;
	readonly label: string;
	readonly description: string;
	readonly placeholder?: string;
	/** Values to choose from; the first is the default. */
	readonly choices?: Readonly<Record<string, string>>;
	/** One to a line, or a list from an expression; `numbers` where the service takes nothing else. */
	readonly list?: 'texts' | 'numbers';
	/** Entries of a list that the service takes no fewer of, and why, as a sentence. */
	readonly atLeast?: { readonly entries: number; readonly because: string };
	/** May stay empty; then it is among the options. */
	readonly optional?: true;
}

/** A service that is listed under its own name. */
export interface Preset extends Recipe {
	readonly name: string;
	readonly displayName: string;
	/** The vendor's page about these calls. */
	readonly page: string;
	/** What to enter as the Base URL. */
	readonly baseUrl: string;
	/** What to enter beside it. */
	readonly signInWith: string;
	/** The first is the default. */
	readonly signIns: readonly SignInName[];
	readonly fields: readonly PresetField[];
	readonly atOnce?: number;
}

/** The provider that a preset describes. */
export function fromPreset(preset: Preset): Provider<RecipeRequest> {
	const { name, displayName, signIns, fields, answer, atOnce, find } = preset;
	const isImmediate = answer === 'archive' || answer === 'link';
	return fromRecipe({
		name,
		displayName,
		signIns: signIns.map((signIn) => SIGN_INS[signIn]),
		fields: {
			create: [
				notice(preset),
				...fields.filter(({ optional }) => !optional).map((field) => shown(name, field)),
			],
			createOptions: fields.filter(({ optional }) => optional).map((field) => shown(name, field)),
		},
		valuesFrom: (entered) =>
			Object.fromEntries(fields.map((field) => [field.name, valueOf(name, field, entered)])),
		recipeFrom: () => preset,
		can: { cancel: preset.cancel !== undefined, remove: preset.remove !== undefined },
		...(isImmediate
			? {
					nothingToWaitFor: `${displayName} sends the archive when it is asked for it, so there is nothing to wait for: Download Archive can follow Create Archive at once.`,
				}
			: {}),
		find,
		atOnce,
	});
}

function notice({ name, displayName, baseUrl, signInWith, page }: Preset): INodeProperties {
	return {
		displayName: `Base URL of the credential: ${baseUrl}. ${signInWith} <a href="${page}" target="_blank">What ${displayName} says</a>`,
		name: `${name}Notice`,
		type: 'notice',
		default: '',
	};
}

function shown(preset: string, field: PresetField): INodeProperties {
	const { label, description, placeholder, choices, list, optional } = field;
	const shared = { displayName: label, name: fieldName(preset, field), description };
	if (choices !== undefined) {
		const options = Object.entries(choices).map(([value, name]) => ({ name, value }));
		const [{ value: first }] = options;
		return {
			...shared,
			type: 'options',
			options: options.sort((a, b) => a.name.localeCompare(b.name)),
			default: first,
		};
	}
	return {
		...shared,
		type: 'string',
		default: '',
		...(list === undefined ? {} : { typeOptions: { rows: 4 } }),
		...(optional ? {} : { required: true }),
		...(placeholder === undefined ? {} : { placeholder: `e.g. ${placeholder}` }),
	};
}

function valueOf(preset: string, field: PresetField, entered: Fields): Value {
	const name = fieldName(preset, field);
	const { label, list, optional, choices, atLeast } = field;
	if (choices !== undefined) return textField(entered, name) || Object.keys(choices)[0];
	if (list === undefined) return optional ? textField(entered, name) : requiredText(entered, name, label);
	const entries = listField(entered, name, list === 'numbers' ? /[\s,]/ : undefined);
	if (entries.length === 0 && !optional) requiredText({ get: () => '' }, name, label);
	if (atLeast !== undefined && entries.length > 0 && entries.length < atLeast.entries) {
		throw new Refusal(`${label} needs at least ${atLeast.entries} entries`, atLeast.because);
	}
	return list === 'numbers' ? entries.map((entry) => numberIn(entry, label)) : entries;
}

function numberIn(text: string, label: string): number {
	if (/^\d{1,15}$/.test(text)) return Number(text);
	throw new Refusal(
		`"${text.slice(0, 60)}" in ${label} is no number`,
		`Enter the numbers of "${label}", one to a line.`,
	);
}

/** All fields live in one node, so each begins with the name of its service. */
function fieldName(preset: string, { name }: PresetField): string {
	return `${preset}${name[0].toUpperCase()}${name.slice(1)}`;
}
