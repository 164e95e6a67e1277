/** What the command asks, and what follows from the answers. */

/** How a service hands out its archives; docs tell which one it is. */
export const SHAPES = [
	{ value: 'S', name: 'S: the answer to one call is the archive' },
	{ value: 'U', name: 'U: the same GET until the archive is ready' },
	{ value: 'J', name: 'J: a job is started, looked at, and its archive fetched' },
	{ value: 'L', name: 'L: a link is asked for, and the archive lies behind it' },
] as const;

/** How people sign in. Field, label, and what the documents say of it. */
const SIGN_INS = {
	bearer: {
		value: 'token',
		name: 'Token',
		field: 'token',
		asks: 'a token from the settings of your account',
	},
	header: {
		value: 'apiKey',
		name: 'API Key',
		field: 'apiKey',
		asks: 'an API key from the settings of your account',
	},
	token: {
		value: 'apiKey',
		name: 'API Key',
		field: 'apiKey',
		asks: 'an API key from the settings of your account',
	},
	basic: { value: 'basic', name: 'Basic', field: 'password', asks: 'your user name and password' },
} as const;

export type Shape = (typeof SHAPES)[number]['value'];
export type SignInKind = keyof typeof SIGN_INS;

export const SIGN_IN_CHOICES = [
	{ value: 'bearer', name: 'bearer: Authorization: Bearer …' },
	{ value: 'header', name: 'header: a key in a header of its own, X-Api-Key at first' },
	{ value: 'token', name: 'token: Authorization: Token …' },
	{ value: 'basic', name: 'basic: user and password' },
];

export interface Answers {
	/** As people write it: "Label Studio". */
	display: string;
	shape: Shape;
	signIn: SignInKind;
}

const ABOUT: Record<Shape, string> = {
	S: 'packs files while it sends them: the answer to one call is the archive.',
	U: 'packs files when they are first asked for; the same call says how far it is, and gives the archive.',
	J: 'packs files in the background, as a job, and keeps the archive until it is deleted.',
	L: 'gives out links to archives of files, which live for a while.',
};

/** Everything that a template may name. */
export type TemplateData = ReturnType<typeof templateData>;

/** @throws when an answer can't be used */
export function templateData({ display, shape, signIn }: Answers) {
	const refusal = whyNoName(display);
	if (refusal !== true) throw new Error(refusal);
	if (!SHAPES.some(({ value }) => value === shape)) throw new Error(`There is no shape ${shape}`);
	if (!Object.hasOwn(SIGN_INS, signIn)) throw new Error(`Nobody signs in by ${signIn}`);
	const words = display.split(/[\s.-]+/).filter((word) => word !== '');
	const pascal = words.map(capitalised).join('');
	const name = pascal.charAt(0).toLowerCase() + pascal.slice(1);
	const chosen = SIGN_INS[signIn];
	return {
		display,
		// n8n's lint wants labels in title case.
		titled: display.replace(/(?<![A-Za-z0-9])[a-z]/g, (letter) => letter.toUpperCase()),
		shape,
		name,
		pascal,
		kebab: words.join('-').toLowerCase(),
		constant: words.join('_').toUpperCase(),
		credential: `${name}Api`,
		[shape]: true,
		waits: shape === 'U' || shape === 'J',
		about: `${display} ${ABOUT[shape]}`,
		[signIn]: true,
		signInValue: chosen.value,
		signInName: chosen.name,
		secretField: chosen.field,
		whatItAsksFor: chosen.asks,
		credentialAbout:
			signIn === 'basic'
				? 'A user and a password.'
				: `The ${chosen.name.toLowerCase().replace('api', 'API')} of an account.`,
	};
}

/** A word as a part of a name: "GBIF" becomes "Gbif", so that names read "gbifDataset" and not "gBIFDataset". */
function capitalised(word: string): string {
	const isShouted = word === word.toUpperCase();
	return word.charAt(0).toUpperCase() + (isShouted ? word.slice(1).toLowerCase() : word.slice(1));
}

/** True for a name that files, fields and sentences can be made of. */
export function whyNoName(display: string): true | string {
	if (!/^[A-Za-z][A-Za-z0-9]*(?:[ .-][A-Za-z0-9]+)*$/.test(display) || display.length > 40)
		return 'Letters, digits, and single spaces, dots or hyphens between them, a letter first: "Label Studio". From A to Z, and 40 at most: "4 Müller & Co" may go into displayName afterwards.';
	return true;
}
