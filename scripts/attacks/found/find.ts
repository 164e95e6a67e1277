import { join, relative, resolve } from 'node:path';
import ts from 'typescript';

const ROOT = resolve(__dirname, '../../..');
const SHARED = join(ROOT, 'nodes/shared');

/**
 * Types in which foreign text travels. Whoever takes one of them reads what strangers wrote: words of an answer, an object
 * out of one, a text in all its readings, a body, headers, names, patterns and links.
 */
export const MARKERS = [
	'Answer',
	'BodyStream',
	'Foreign',
	'ForeignText',
	'ForeignValue',
	'ForeignWords',
	'Headers',
	'RecipeAnswer',
	'StreamAnswer',
	'Untrusted',
	'View',
] as const;

export type Marker = (typeof MARKERS)[number];

/** One parameter of a function: its type as written, and the marker in it. */
export interface Parameter {
	name: string;
	type: string;
	marker: Marker | null;
	optional: boolean;
}

/** A function that takes foreign text. */
export interface FoundFunction {
	name: string;
	/** Below the root of the checkout. */
	file: string;
	parameters: Parameter[];
}

/** Every exported function under nodes/shared that takes foreign text, found by the types of its parameters. */
export function findFunctions(): FoundFunction[] {
	const config = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => ts.sys.readFile(path));
	const { fileNames, options } = ts.parseJsonConfigFileContent(config.config, ts.sys, ROOT);
	const roots = fileNames.filter((path) => path.startsWith(`${SHARED}/`));
	const program = ts.createProgram(roots, options);
	const checker = program.getTypeChecker();
	const found: FoundFunction[] = [];
	for (const source of program.getSourceFiles()) {
		const symbol = source.fileName.startsWith(`${SHARED}/`) ? checker.getSymbolAtLocation(source) : undefined;
		if (symbol === undefined) continue;
		for (const exported of checker.getExportsOfModule(symbol)) {
			const declaration = exported.valueDeclaration;
			// What a module only hands on is found where it is written.
			if (declaration === undefined || declaration.getSourceFile() !== source) continue;
			const [signature] = checker.getTypeOfSymbolAtLocation(exported, declaration).getCallSignatures();
			if (signature === undefined) continue;
			const parameters = signature.parameters.map((parameter) => parameterOf(parameter, checker));
			if (parameters.some(({ marker }) => marker !== null)) {
				found.push({ name: exported.name, file: relative(ROOT, source.fileName), parameters });
			}
		}
	}
	return found;
}

function parameterOf(symbol: ts.Symbol, checker: ts.TypeChecker): Parameter {
	const declaration = symbol.valueDeclaration;
	if (declaration === undefined || !ts.isParameter(declaration)) {
		return { name: symbol.name, type: '', marker: null, optional: false };
	}
	const type = checker.getTypeAtLocation(declaration);
	return {
		name: symbol.name,
		type: declaration.type?.getText() ?? checker.typeToString(type),
		marker: markerIn(type, declaration.type),
		optional: declaration.questionToken !== undefined || declaration.initializer !== undefined,
	};
}

/** The marker that a type is, has as a part of a union, or is a list of. */
function markerIn(type: ts.Type, written: ts.TypeNode | undefined): Marker | null {
	const parts = type.isUnion() ? type.types : [type];
	const names: string[] = parts.flatMap((part) => [part.symbol?.name ?? '', part.aliasSymbol?.name ?? '']);
	const words: string[] = written?.getText().match(/\w+/g) ?? [];
	return MARKERS.find((marker) => names.includes(marker) || words.includes(marker)) ?? null;
}
