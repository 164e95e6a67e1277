/** Every server of the sandbox. Each has a port, so an origin, of its own, as the real ones have hosts of their own. */
export const ORIGINS = [
	'alfresco',
	'identity',
	'box',
	'boxContent',
	'dataFramer',
	'dataFramerStorage',
	'gumloop',
	'hoody',
	'remote',
] as const;

export type OriginName = (typeof ORIGINS)[number];

/** The services that build archives. */
export type ProviderName = 'alfresco' | 'box' | 'dataFramer' | 'gumloop' | 'hoody';
