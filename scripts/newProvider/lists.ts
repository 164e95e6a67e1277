/**
 * Puts a name into a list of folders: an import after the last one from beside the file, and the name after the last entry of
 * the record. What else stands in the file stays.
 * @throws when the file has no such list, or the name is in it
 */
export function withEntry(text: string, name: string): string {
	const imports = [...text.matchAll(/^import \{ \w+ \} from '\.\/\w+';\n/gm)];
	const entries = [...text.matchAll(/^\t\w+,\n/gm)];
	const [lastImport, lastEntry] = [imports.at(-1), entries.at(-1)];
	if (lastImport === undefined || lastEntry === undefined) throw new Error('There is no list of folders');
	if (entries.some(([line]) => line === `\t${name},\n`)) throw new Error(`${name} is there already`);
	const [afterImports, afterEntries] = [endOf(lastImport), endOf(lastEntry)];
	return [
		text.slice(0, afterImports),
		`import { ${name} } from './${name}';\n`,
		text.slice(afterImports, afterEntries),
		`\t${name},\n`,
		text.slice(afterEntries),
	].join('');
}

function endOf(match: RegExpExecArray): number {
	return match.index + match[0].length;
}
