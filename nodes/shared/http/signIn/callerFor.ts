import type { IExecuteFunctions, IHttpRequestOptions, ILoadOptionsFunctions } from 'n8n-workflow';

/** In whose name requests are made: a node that runs, or a list that is opened in the editor. */
export type Caller = IExecuteFunctions | ILoadOptionsFunctions;

/**
 * The context that n8n signs a request in, as we want it to be.
 *
 * n8n puts its Stop signal on every signed-in request by itself, so after a Stop none would leave any more: not even the one
 * that cancels the job on the service. Here that signal is out of sight. And the call with which a credential fetches its token
 * carries no signal at all, so a sign-in that hung could not be stopped: here it gets the request's own.
 */
export function callerFor<Asking extends Caller>(context: Asking, abortSignal: AbortSignal): Asking {
	const helpers = new Proxy(context.helpers, {
		get: (target, name) => {
			const value: unknown = Reflect.get(target, name);
			if (name !== 'httpRequest') return value;
			return async (options: IHttpRequestOptions): Promise<unknown> =>
				await target.httpRequest({ abortSignal, ...options });
		},
	});
	return new Proxy(context, {
		has: (target, name) => name !== 'getExecutionCancelSignal' && name in target,
		get: (target, name) => {
			if (name === 'helpers') return helpers;
			const value: unknown = Reflect.get(target, name);
			return typeof value === 'function' ? (value.bind(target) as unknown) : value;
		},
	});
}
