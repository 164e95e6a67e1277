import type { Cell } from '../cell';

/** What stands for a service's name, so that what is said of all of them stands here once. */
const SERVICE = '[service]';

/** Quotes of the services that stand in, and figures that are others in each run. Each tells nothing beside its sentence. */
const CUT: ReadonlyArray<readonly [RegExp, string]> = [
	[/&#34;/g, '"'],
	[/127\.0\.0\.1:\d+/g, 'localhost'],
	[/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, '…'],
	[/ ?(?:\[service\]|The proxy) answered \d{3}(?: \([^()]*(?:\([^()]*\)[^()]*)*\))?\.(?= |$)/g, ''],
	[/ It was (?:tried|asked) \d+ times, with pauses\./g, ''],
	[/ It wants to be asked again in \d+ \w+\./g, ''],
	[/ ?\((?:E|Z_)[A-Z_]+\)/g, ''],
	[/ It begins: ".*"\.(?= |$)/g, ''],
	[/\bafter \d+ seconds?\b/g, 'after … seconds'],
	[/ The service was at [^.]*(?:\.\d[^.]*)*\.(?= )/g, ''],
	[
		/(?:One look|\d+ looks) at it did not go through, the last one because: .*?\.(?= It | Allow )/g,
		'… looks at it did not go through, the last one because: ….',
	],
	[/(could not be cancelled on \[service\]) \(.*?\)\.(?= )/g, '$1 (…).'],
	[/(could not be deleted from \[service\]): .*$/g, '$1: …'],
	[/(stands at) "[^"]*"/g, '$1 "…"'],
	[/(gives) "[^"]*" (as the state)/g, '$1 "…" $2'],
	[/\binside "[^"]*"/g, 'inside "…"'],
	[/\s+/g, ' '],
];

/** What was said, each part of it once, without what is another in each run and for each service. */
export function sentencesOf({ words, service }: Pick<Cell, 'words' | 'service'>): string[] {
	const named = words.replaceAll(service, SERVICE);
	const parts = named
		.split(/ · |<br>/)
		.map((part) => CUT.reduce((text, [what, by]) => text.replace(what, by), part).trim());
	return [...new Set(parts)].filter((part) => part !== '');
}
