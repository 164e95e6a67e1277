import type { Preset } from '../../preset';

/** Responses to a survey. What is downloaded has another ID than the job. */
export const qualtrics: Preset = {
	name: 'qualtrics',
	displayName: 'Qualtrics',
	page: 'https://api.qualtrics.com/u9e5lh4172v0v-survey-response-export-guide',
	baseUrl: 'https://DATACENTER.qualtrics.com/API/v3',
	signInWith: 'Header X-API-TOKEN (Account Settings › Qualtrics IDs).',
	signIns: ['header', 'oAuth2'],
	fields: [
		{ name: 'survey', label: 'Survey', description: 'The ID of the survey', placeholder: 'SV_0abc123' },
		{
			name: 'format',
			label: 'Format',
			description: 'How the responses come',
			choices: { csv: 'CSV', json: 'JSON', ndjson: 'NDJSON', spss: 'SPSS', tsv: 'TSV', xml: 'XML' },
		},
	],
	answer: 'job',
	create: { method: 'POST', path: '/surveys/{survey}/export-responses', body: { format: '{format}' } },
	id: 'result.progressId',
	look: { path: '/surveys/{survey}/export-responses/{id}' },
	states: { at: 'result.status', ready: ['complete'], working: ['inProgress'], failed: ['failed'] },
	percent: 'result.percentComplete',
	content: { path: '/surveys/{survey}/export-responses/{look.result.fileId}/file' },
	fileName: 'survey-{survey}.zip',
};
