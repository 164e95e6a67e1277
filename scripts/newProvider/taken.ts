/** Names that a new provider can't have, although they are names: others have them, or the code means something else by them. */
import { transformSync } from 'esbuild';

/** What is known before anything is written. */
export interface Surroundings {
	/** Names of providers, recipes, credentials, and of what stands beside the folders of providers. */
	there: readonly string[];
	/** Code that gets the name. */
	templates: readonly string[];
}

/** @returns why nothing can be called so, and what to do; null when it can */
export function whyTaken(
	{ display, name, pascal }: { display: string; name: string; pascal: string },
	{ there, templates }: Surroundings,
): string | null {
	// Some disks take "GitLab" and "gitlab" for one folder, and people take them for one service.
	const folded = there.map(plain);
	const own = [display, name, `${pascal}Api`].map(plain).find((one) => folded.includes(one));
	if (own !== undefined)
		return `"${there[folded.indexOf(own)]}" is there already: change that one, or call yours something else`;
	if (!isFree(name) || templates.some((text) => says(text, name)))
		return `"${name}" means something else in the code: add a word, as in "${display} Archives". What people read can be changed afterwards, in displayName`;
	return null;
}

const plain = (text: string): string => text.replace(/[^a-z0-9]/gi, '').toLowerCase();

/** Whether a module may have a constant of that name, and no module has one without doing anything for it. */
function isFree(name: string): boolean {
	if (name in globalThis) return false;
	try {
		transformSync(`export const ${name} = 0;`, { logLevel: 'silent' });
		return true;
	} catch {
		return false;
	}
}

const NO_CODE = /\{\{.*?\}\}|\/\*[^]*?\*\/|\/\/.*|'(?:\\.|[^'\\\n])*'/g;

/** Whether a template has a name of its own, outside of comments, texts and what is filled in. */
function says(template: string, name: string): boolean {
	return template
		.replace(NO_CODE, ' ')
		.split(/[^\w$]+/)
		.includes(name);
}
