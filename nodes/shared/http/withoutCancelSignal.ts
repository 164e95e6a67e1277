import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * The same context, with n8n's Stop signal out of sight. n8n puts that signal on every signed-in request by itself,
 * so after a Stop none would leave any more: not even the one that cancels the job on the service.
 */
export function withoutCancelSignal(context: IExecuteFunctions): IExecuteFunctions {
	return new Proxy(context, {
		has: (target, name) => name !== 'getExecutionCancelSignal' && name in target,
		get: (target, name) => {
			const value: unknown = Reflect.get(target, name);
			return typeof value === 'function' ? (value.bind(target) as unknown) : value;
		},
	});
}
