/** What a preset says of its fields beside what the listed ones need. */
import { fromPreset, type Preset } from '../../nodes/shared/recipes/preset';
import { fieldsWith, saidBy } from '../providers/support';

const preset: Preset = {
	name: 'sounds',
	displayName: 'Sounds',
	page: 'https://sounds.example/docs',
	baseUrl: 'https://sounds.example',
	signInWith: 'An API key.',
	signIns: ['header'],
	fields: [
		{
			name: 'items',
			label: 'Items',
			description: 'IDs of the sounds, one to a line',
			list: 'texts',
			atLeast: { entries: 2, because: 'Sounds sends a single item as it is, and no ZIP.' },
		},
	],
	answer: 'archive',
	create: { method: 'POST', path: '/download', body: { ids: '{items}' } },
};

test.each([
	['', 'Items is empty', /^Fill in "Items"/],
	['h1', 'Items needs at least 2 entries', /^Sounds sends a single item as it is, and no ZIP\.$/],
])('a list that needs several entries refuses %j', async (soundsItems, message, description) => {
	const said = await saidBy(() => fromPreset(preset).requestFrom(fieldsWith({ soundsItems })));
	expect(said.message).toBe(message);
	expect(said.description).toMatch(description);
});

test('a list that needs several entries takes them', () => {
	const request = fromPreset(preset).requestFrom(fieldsWith({ soundsItems: 'h1\nh2' }));
	expect(request).toEqual({ values: { items: ['h1', 'h2'] } });
});
