import type { IDataObject } from 'n8n-workflow';
import { recordIn, textIn } from '../../base/untrusted';
import type { Api } from '../../contract/api';
import { Refusal } from '../../base/refusal';
import type { BoxRequest } from './request';
import { conflictWarnings } from './conflicts';

/** What Box answers when it is asked for an archive. Nothing is built yet, and the link lives for seconds. */
export interface BoxLink {
	downloadUrl: string;
	statusUrl: string | null;
	/** Files that Box renames in the archive. */
	warnings: string[];
}

/**
 * Asks Box for a link to an archive. Asking twice does no harm: a link that nobody opens is forgotten.
 * @throws Refusal
 */
export async function requestLink(api: Api, { items, name }: BoxRequest): Promise<BoxLink> {
	const wanted: IDataObject = { items: items.map(({ type, id }) => ({ type, id })) };
	if (name !== undefined) wanted.download_file_name = name;
	const { body } = await api.json({ method: 'POST', path: '/zip_downloads', body: wanted, repeatable: true });
	const facts = recordIn(body);
	const downloadUrl = textIn(facts, 'download_url');
	if (downloadUrl === null) {
		throw new Refusal(
			'Box answered without a download link',
			'Check the API address in the credential, then run the node again.',
			{ code: 'UNEXPECTED_ANSWER' },
		);
	}
	return {
		downloadUrl,
		statusUrl: textIn(facts, 'status_url'),
		warnings: conflictWarnings(facts.name_conflicts),
	};
}
