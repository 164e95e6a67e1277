/** examples/README.md: each workflow of the gallery, as its note tells it and as n8n's canvas shows it. */
import { gallery, type Shown } from '../examples';
import type { ServiceFacts } from './facts';

const PICTURES = '../docs/pictures/gallery';

/** A link to the example of each service. */
export function exampleLinks(services: ServiceFacts[]): string {
	return services.map(({ provider: { displayName, name } }) => `[${displayName}](${name}.json)`).join(', ');
}

/** The gallery, workflow by workflow. */
export function galleryPage(): string {
	return gallery().map(entry).join('\n\n');
}

function entry({ name, file, workflow, note }: Shown): string {
	return [
		`## ${workflow.name}`,
		`${note}\n\n[${file.split('/').at(-1)}](${file})`,
		[
			'<picture>',
			`  <source media="(prefers-color-scheme: dark)" srcset="${PICTURES}/dark/${name}.png">`,
			`  <img src="${PICTURES}/light/${name}.png" alt="On the canvas: ${stepsOf(workflow)}">`,
			'</picture>',
		].join('\n'),
	].join('\n\n');
}

/** For those who can't see the picture: the nodes in their order, without the note. */
function stepsOf({ nodes }: Shown['workflow']): string {
	return nodes
		.filter(({ type }) => !type.endsWith('.stickyNote'))
		.map(({ name }) => name)
		.join(', ');
}
