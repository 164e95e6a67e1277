import type { Preset } from '../../preset';

/** Photos and videos. */
export const immich: Preset = {
	name: 'immich',
	displayName: 'Immich',
	page: 'https://api.immich.app/endpoints/download/downloadArchive',
	baseUrl: 'https://photos.example.com/api (your own server)',
	signInWith: 'Header x-api-key (Account Settings › API Keys).',
	signIns: ['header'],
	fields: [
		{
			name: 'assets',
			label: 'Assets',
			description: 'IDs of the photos and videos, one to a line',
			list: 'texts',
		},
	],
	answer: 'archive',
	find: {
		method: 'POST',
		path: '/download/info',
		body: { assetIds: '{assets}' },
		what: 'all of the assets',
		missing: [400, 404],
	},
	create: { method: 'POST', path: '/download/archive', body: { assetIds: '{assets}' } },
	fileName: 'photos.zip',
};
