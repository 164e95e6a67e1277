import { RANGE_PROFILES, type RangeAnswer, type RangeProfileName } from './core/rangeProfiles';

/** Of a file of 500 bytes: what dufs's own tests say, and what Alfresco's source does. */
const table: Record<string, Record<RangeProfileName, RangeAnswer>> = {
	'bytes=0-499': all({ start: 0, end: 500 }),
	'bytes=0-0': all({ start: 0, end: 1 }),
	'bytes=299-': all({ start: 299, end: 500 }),
	'bytes=0-500': { s3: { start: 0, end: 500 }, alfresco: { start: 0, end: 501 }, dufs: 'none' },
	'bytes=400-999': { s3: { start: 400, end: 500 }, alfresco: { start: 400, end: 1000 }, dufs: 'none' },
	'bytes=500-': all('none'),
	'bytes=600-700': { s3: 'none', alfresco: { start: 600, end: 701 }, dufs: 'none' },
	'bytes=-500': {
		s3: { start: 0, end: 500 },
		alfresco: { start: 0, end: 501 },
		dufs: { start: 0, end: 500 },
	},
	'bytes=-300': {
		s3: { start: 200, end: 500 },
		alfresco: { start: 0, end: 301 },
		dufs: { start: 200, end: 500 },
	},
	'bytes=-501': { s3: { start: 0, end: 500 }, alfresco: { start: 0, end: 502 }, dufs: 'none' },
	'bytes=9-3': { s3: 'whole', alfresco: 'none', dufs: 'none' },
	'bytes of a file': { s3: 'whole', alfresco: 'none', dufs: 'none' },
};

function all(answer: RangeAnswer): Record<RangeProfileName, RangeAnswer> {
	return { s3: answer, alfresco: answer, dufs: answer };
}

test.each(Object.entries(table))('%s', (header, answers) => {
	for (const [name, profile] of Object.entries(RANGE_PROFILES)) {
		expect([name, profile.read(header, 500)]).toEqual([name, answers[name as RangeProfileName]]);
	}
});
