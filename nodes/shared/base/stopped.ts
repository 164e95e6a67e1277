/** The execution was stopped: everything under way ends, and nothing is reported as the service's doing. */
export class Stopped extends Error {
	override readonly name = 'Stopped';

	readonly description = 'Somebody pressed Stop, or n8n reached the time limit of the workflow.';

	constructor() {
		super('The execution was stopped');
	}
}
