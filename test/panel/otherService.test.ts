/** The fields of Other Service: each node shows those of its own calls, in the order of the calls, and marks what it can't do without. */
import type { INodeParameters } from 'n8n-workflow';
import { NODES, read, type Read } from './support';

const CHOSEN = { authentication: 'anyService.header', service: 'otherService' };

/** What a node makes of fields whose names leave `otherService` out. */
function nodeWith(node: string, more: INodeParameters, given: INodeParameters): Read {
	const description = NODES.find(([name]) => name === node)![1];
	const fields = Object.fromEntries(
		Object.entries(given).map(([name, value]) => [`otherService${name}`, value]),
	);
	return read(description, { ...CHOSEN, ...more, ...fields }, 2);
}

function ownIn(names: string[]): string[] {
	return names.flatMap((name) => /^otherService(.+)/.exec(name)?.[1] ?? []);
}

const ASK = ['Method', 'Path', 'Body'];
const LOOK = ['LookPath', 'ReadyWhen', 'StateAt', 'Ready', 'Failed'];
const GET = ['ContentFrom', 'ContentPath'];
const NEW = { archiveFrom: 'new' };

describe.each<[string, INodeParameters, string, string[]]>([
	['createArchive', {}, 'archive', [...ASK, 'Answer', 'More']],
	['createArchive', {}, 'link', [...ASK, 'Answer', 'More']],
	['createArchive', {}, 'nothing', [...ASK, 'Answer', ...LOOK, ...GET, 'More']],
	['createArchive', {}, 'job', [...ASK, 'Answer', 'IdAt', 'LookPath', ...GET, 'More']],
	['waitForArchive', {}, 'archive', ['Answer']],
	['waitForArchive', {}, 'link', ['Answer']],
	['waitForArchive', {}, 'nothing', [...ASK, 'Answer', ...LOOK, 'More']],
	['waitForArchive', {}, 'job', ['Answer', ...LOOK, 'More']],
	['downloadArchive', {}, 'archive', [...ASK, 'Answer', 'More']],
	['downloadArchive', {}, 'link', [...ASK, 'Answer', 'LinkAt', 'More']],
	['downloadArchive', {}, 'nothing', [...ASK, 'Answer', ...LOOK, ...GET, 'More']],
	['downloadArchive', {}, 'job', ['Answer', ...LOOK, ...GET, 'More']],
	['downloadArchive', NEW, 'link', [...ASK, 'Answer', 'LinkAt', 'More']],
	['downloadArchive', NEW, 'job', [...ASK, 'Answer', 'IdAt', ...LOOK, ...GET, 'More']],
])('%s %j, when the answer is: %s', (node, more, Answer, expected) => {
	test('shows the fields of its own calls, in their order', () => {
		const { fields } = nodeWith(node, more, { Answer, Method: 'POST' });
		expect(ownIn(fields)).toEqual(expected);
	});

	test('marks nothing that may stay empty', () => {
		const { issues } = nodeWith(node, more, { Answer });
		const isAsked = expected.includes('Path') && (node === 'createArchive' || Answer !== 'nothing');
		const needed = [...(isAsked ? ['Path'] : []), ...(expected.includes('LinkAt') ? ['LinkAt'] : [])];
		expect(ownIn(issues)).toEqual(needed);
	});
});

const MORE = { fileName: 'a.zip', contentBody: '{ "a": "{create.b}" }', working: 'queued', cancelPath: '/x' };

test.each([
	['createArchive', 'job', ['fileName', 'contentBody', 'cancelPath']],
	['createArchive', 'nothing', Object.keys(MORE)],
	['waitForArchive', 'job', ['working', 'cancelPath']],
	['downloadArchive', 'job', Object.keys(MORE)],
])('%s, when the answer is %s, takes more of its own calls alone', (node, Answer, expected) => {
	const { otherServiceMore } = nodeWith(node, {}, { Answer, More: MORE }).parameters;
	expect(Object.keys(otherServiceMore as object).sort()).toEqual([...expected].sort());
});
