const CODES: Record<number, string> = {
	400: 'bad_request',
	401: 'unauthorized',
	403: 'forbidden',
	404: 'not_found',
	405: 'method_not_allowed',
	429: 'rate_limit_exceeded',
	500: 'internal_server_error',
	503: 'unavailable',
};

/** Box's `ClientError`. */
export function boxError(
	status: number,
	message: string,
	code = CODES[status] ?? 'bad_request',
): Record<string, unknown> {
	return {
		type: 'error',
		status,
		code,
		message,
		context_info: {},
		help_url: 'https://developer.box.com/guides/api-calls/permissions-and-errors/common-errors/',
		request_id: 'sandbox0123456789',
	};
}
