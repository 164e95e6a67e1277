/** A drawing for a provider that nobody has drawn anything for yet: its first letter, beside the zip of all our icons. */

/** Five by seven dots each, a row to a letter of base 32. */
const ROWS = '0123456789abcdefghijklmnopqrstuv';
const LETTERS: Record<string, string> = {
	A: 'ehhvhhh',
	B: 'uhhuhhu',
	C: 'ehggghe',
	D: 'uhhhhhu',
	E: 'vgguggv',
	F: 'vgguggg',
	G: 'ehgnhhf',
	H: 'hhhvhhh',
	I: 'e44444e',
	J: '72222ic',
	K: 'hikokih',
	L: 'ggggggv',
	M: 'hrllhhh',
	N: 'hpljhhh',
	O: 'ehhhhhe',
	P: 'uhhuggg',
	Q: 'ehhhlid',
	R: 'uhhukih',
	S: 'fgge11u',
	T: 'v444444',
	U: 'hhhhhhe',
	V: 'hhhhha4',
	W: 'hhhllla',
	X: 'hha4ahh',
	Y: 'hha4444',
	Z: 'v1248gv',
};
const [LEFT, TOP, DOT] = [25, 15, 4.4];

/** The letter as the `d` of an SVG path, one square for each dot. */
export function letterPath(display: string): string {
	const rows = LETTERS[display.charAt(0).toUpperCase()];
	return [...rows.matchAll(/./g)]
		.flatMap(([row], y) =>
			[0, 1, 2, 3, 4].flatMap((x) => {
				if ((ROWS.indexOf(row) & (16 >> x)) === 0) return [];
				return [`M${rounded(LEFT + x * DOT)} ${rounded(TOP + y * DOT)}h${DOT}v${DOT}h-${DOT}z`];
			}),
		)
		.join('');
}

/** Ground and ink for each theme, of a hue that comes from the name. */
export function coloursOf(display: string) {
	const hue = [...display.matchAll(/./g)].reduce((sum, [sign]) => (sum * 31 + sign.charCodeAt(0)) % 360, 7);
	return {
		light: { ground: hex(hue, 0.55, 0.38), ink: '#ffffff' },
		dark: { ground: hex(hue, 0.8, 0.78), ink: '#17202c' },
	};
}

function hex(hue: number, saturation: number, lightness: number): string {
	const reach = saturation * Math.min(lightness, 1 - lightness);
	const channel = (offset: number) => {
		const turn = (offset + hue / 30) % 12;
		const value = lightness - reach * Math.max(-1, Math.min(turn - 3, 9 - turn, 1));
		return Math.round(value * 255)
			.toString(16)
			.padStart(2, '0');
	};
	return `#${channel(0)}${channel(8)}${channel(4)}`;
}

function rounded(value: number): number {
	return Math.round(value * 10) / 10;
}
