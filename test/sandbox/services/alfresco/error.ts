/** The repository's error body. */
export function alfrescoError(status: number, summary: string): Record<string, unknown> {
	return {
		error: {
			errorKey: summary,
			statusCode: status,
			briefSummary: `10210000${status} ${summary}`,
			stackTrace:
				'For security reasons the stack trace is no longer displayed, but the property is kept for previous versions',
			descriptionURL: 'https://api-explorer.alfresco.com',
			logId: 'sandbox-0123',
		},
	};
}
