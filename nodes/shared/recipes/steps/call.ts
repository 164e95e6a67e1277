import type { IDataObject } from 'n8n-workflow';
import type { Api, ApiRequest } from '../../contract/api';
import { filledHeaders, filledJson, filledQuery } from '../text/body';
import { filledPath } from '../text/path';
import type { Values } from '../text/placeholders';
import { formOf } from '../../http/path';
import type { RecipeCall } from '../recipe';

/** A call of a recipe, filled in. @throws Refusal when a value is missing, or cannot stand where it is to */
export function requestOf(call: RecipeCall, values: Values, api: Api): ApiRequest {
	const { method = 'GET', body, form, headers, repeatable } = call;
	const sendsBody = method !== 'GET' && method !== 'DELETE';
	return {
		method,
		repeatable,
		path: withQuery(filledPath(call.path, values, api), formOf(filledQuery(call.query, values))),
		headers: filledHeaders(headers, values),
		...(sendsBody && form !== undefined ? { form: filledQuery(form, values) } : {}),
		...(sendsBody && form === undefined && body !== undefined
			? { body: filledJson(body, values) as IDataObject }
			: {}),
	};
}

/** The path of a call may bring a query of its own. */
function withQuery(path: string, query: string): string {
	if (query === '') return path;
	return `${path}${path.includes('?') ? '&' : '?'}${query}`;
}
