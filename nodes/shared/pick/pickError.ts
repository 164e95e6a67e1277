import type { INode } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { Refusal } from '../base/refusal';

/**
 * A refusal as the editor shows it in a list. n8n sends a description there only with errors of interfaces, and of the message
 * it shows what stands before the first hyphen: so hyphens become signs that look the same.
 */
export function pickError(node: INode, cause: unknown): Error {
	if (!(cause instanceof Refusal)) return cause instanceof Error ? cause : new Error(String(cause));
	const message = cause.message.replaceAll('-', '\u2011');
	const { description, status, code } = cause;
	const httpCode = status === null ? undefined : String(status);
	// The network's own code is left out: n8n has words for some, and puts them in the place of ours.
	const error = new NodeApiError(
		node,
		{ message, httpCode: httpCode ?? null },
		{ message, description, httpCode },
	);
	error.context.code = code;
	return error;
}
