import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { callerFor } from '../../../nodes/shared/http/signIn/callerFor';

const { signal } = new AbortController();

/** n8n's context, which holds on to `this` as n8n's own does. */
function context() {
	const asked: IHttpRequestOptions[] = [];
	const own = {
		node: 'Node',
		getNode() {
			return this.node;
		},
		getExecutionCancelSignal: () => 'Stop',
		helpers: {
			answer: 'answered',
			async httpRequest(options: IHttpRequestOptions) {
				asked.push(options);
				return await Promise.resolve(this.answer);
			},
			returnJsonArray: (value: unknown) => [value],
		},
	};
	return { own, asked, caller: callerFor(own as unknown as IExecuteFunctions, signal) };
}

it('hides the signal that n8n puts on everything', () => {
	const { own, caller } = context();
	expect('getExecutionCancelSignal' in own).toBe(true);
	expect('getExecutionCancelSignal' in caller).toBe(false);
});

it('has everything else as it is', () => {
	const { own, caller } = context();
	expect(['getNode' in caller, 'helpers' in caller, 'nothing' in caller]).toEqual([true, true, false]);
	expect(caller.getNode()).toBe('Node');
	const { getNode } = caller;
	expect(getNode()).toBe('Node');
	expect(Reflect.get(caller, 'node')).toBe('Node');
	expect(caller.helpers.returnJsonArray).toBe(own.helpers.returnJsonArray);
});

it('gives the call for a token the signal of the request that needs it', async () => {
	const { asked, caller } = context();
	expect(await caller.helpers.httpRequest({ url: 'a' })).toBe('answered');
	expect(asked).toEqual([{ url: 'a', abortSignal: signal }]);
	expect(asked[0].abortSignal).toBe(signal);
});

it('and leaves it one of its own', async () => {
	const { asked, caller } = context();
	const own = new AbortController().signal;
	await caller.helpers.httpRequest({ url: 'a', abortSignal: own });
	expect(asked[0].abortSignal).toBe(own);
});
