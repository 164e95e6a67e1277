import { newHandle } from '../../nodes/shared/base/handle';
import { handleIn } from '../../nodes/shared/run/handleIn';
import { providers } from '../../nodes/shared/providers';
import { fieldsWith, saidBy } from '../providers/support';

const handle = newHandle({ provider: 'box', state: 'ready', request: { items: [] } });
const read = (archive: unknown, provider = providers.box) =>
	handleIn({ fields: fieldsWith({ archive }), provider });
/** As long as a text may be, in characters. */
const LONGEST = 8 * 1024 * 1024;
const padded = (length: number) => JSON.stringify(handle).padEnd(length, ' ');

it.each([
	['an item', handle],
	['text, as the field gives it out of an expression', JSON.stringify(handle)],
	['text with space around it', `\n ${JSON.stringify(handle)} `],
	['text as long as it may be', padded(LONGEST)],
])('takes %s', (_name, archive) => {
	expect(read(archive)).toEqual(handle);
});

it.each<[string, unknown, string]>([
	['nothing', undefined, 'it is not an object'],
	['no JSON', '{', 'it is not an object'],
	['text in JSON', '"text"', 'it is not an object'],
	['a list', '[]', 'it is not an object'],
	['text that is too long', padded(LONGEST + 1), 'it is not an object'],
	['another object', '{}', 'it has no "provider"'],
])('refuses %s', async (_name, archive, why) => {
	expect(await saidBy(() => read(archive))).toMatchObject({
		message: `The input is no archive item: ${why}`,
		description: expect.stringContaining('Create Archive or Wait For Archive') as string,
		code: 'BAD_HANDLE',
	});
});

it('sends who hands it an error on to the node that had it', async () => {
	const failed = { error: 'Box refused', message: 'Box refused: try again (REFUSED)' };
	expect(await saidBy(() => read(failed))).toMatchObject({
		message: 'The input is no archive item: it has no "provider"',
		description: expect.stringMatching(/^It tells of an error instead, .+ by its error output\.$/) as string,
		code: 'BAD_HANDLE',
	});
});

it.each([
	['where the node asks for archives as well, that is the first way out', 'input', /^To ask the service/],
	['elsewhere there is none to set', undefined, /^Connect this node/],
])('%s', async (_name, archiveFrom, description) => {
	const fields = fieldsWith({ archive: {}, archiveFrom });
	expect(await saidBy(() => handleIn({ fields, provider: providers.box }))).toMatchObject({
		description: expect.stringMatching(description) as string,
	});
});

it.each([
	['gumloop', 'Gumloop'],
	['dataFramer', 'DataFramer'],
	['nobody', '"nobody"'],
	['constructor', '"constructor"'],
	['x'.repeat(100), `"${'x'.repeat(60)}"`],
])('refuses a handle of %.20s', async (provider, shown) => {
	expect(await saidBy(() => read({ ...handle, provider }))).toMatchObject({
		message: `The archive item belongs to ${shown}, and this node is set to Box`,
		description: 'Choose a credential for the same service here as in Create Archive.',
		code: 'BAD_HANDLE',
	});
});
