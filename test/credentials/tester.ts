import '../engine/environment';
import { RoutingNode } from 'n8n-core';
import type {
	IAuthenticateRuleResponseCode,
	IAuthenticateRuleResponseSuccessBody,
	ICredentialDataDecryptedObject,
	ICredentialType,
	ICredentialsDecrypted,
	INodeExecutionData,
} from 'n8n-workflow';
import { TestCredentials } from '../engine/credentialsHelper';
import { lonelyNode } from '../engine/lonelyNode';

/** What n8n answers to a test that goes through. */
export const SUCCESS = 'Connection successful!';

/**
 * The test of a credential as n8n's server makes it: a node out of nothing but the request, and words by the status of what comes.
 * @returns what somebody reads who presses Save
 */
export async function saidToTest(
	type: ICredentialType,
	typed: ICredentialDataDecryptedObject,
): Promise<string> {
	const { name, test } = type;
	if (test === undefined) throw new Error(`${name} has no test`);
	const credentialsHelper = new TestCredentials(new Map([[name, type]]), { [name]: { ...typed } });
	const { context, nodeType } = lonelyNode(credentialsHelper, name, {
		parameters: { temp: '' },
		description: {
			version: 1,
			requestDefaults: test.request,
			properties: [
				{ displayName: 'Temp', name: 'temp', type: 'string', routing: { request: {} }, default: '' },
			],
		},
		mode: 'internal',
	});
	const data = await context.getCredentials(name, 0);
	const decrypted: ICredentialsDecrypted = { id: name, name, type: name, data };
	let items: INodeExecutionData[];
	try {
		const [first] = (await new RoutingNode(context, nodeType, decrypted).runNode()) ?? [];
		items = first ?? [];
	} catch (error) {
		return wordsFor(type, error);
	}
	return wordsForBody(type, items) ?? SUCCESS;
}

/** n8n's words for an answer that went through: those of the first rule whose value stands there. It looks into the first entry of a list. */
function wordsForBody({ test }: ICredentialType, items: INodeExecutionData[]): string | undefined {
	const rules = (test?.rules ?? []) as Array<
		IAuthenticateRuleResponseCode | IAuthenticateRuleResponseSuccessBody
	>;
	for (const rule of rules) {
		if (rule.type !== 'responseSuccessBody') continue;
		const { key, value, message } = rule.properties;
		// n8n reads the first one as it is, and breaks down where there is none.
		if (items.length === 0) return "Cannot read properties of undefined (reading 'json')";
		if ((items[0].json as Record<string, unknown>)[key] === value) return message;
	}
	return undefined;
}

/** What an error tells n8n: the answer that it came of, where there was one. */
interface Failed {
	message: string;
	cause?: { response?: { status: number; statusText?: string }; code?: string };
}

/** n8n's words: those of the rule for the status, else the text of the answer, the network's code, or the error's own. */
function wordsFor({ test }: ICredentialType, error: unknown): string {
	const { message, cause } = error as Failed;
	const { response, code } = cause ?? {};
	if (response === undefined) return code ?? message;
	const rule = test?.rules?.find(
		({ type, properties }) => type === 'responseCode' && properties.value === response.status,
	);
	return rule?.properties.message ?? (response.statusText || `Received HTTP status code: ${response.status}`);
}
