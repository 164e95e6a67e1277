import { startToyModel, type ToyModel } from '../lib/toyModel';
import type { StoredCredential } from '../lib/credentials';
import type { Workbench } from '../lib/workbench';
import { DATAFRAMER_RUNS } from '../../../test/sandbox';
import { startBucket, type Bucket } from './bucket';
import { startChat, type Chat } from './chat';
import { startMailbox, type Mailbox } from './mailbox';

/** Where the gallery's workflows say that a chat is. Nobody is there. */
const CHAT = 'https://chat.example.com';

/** What stands beside the services in the gallery's workflows, on loopback, with credentials in n8n that lead there. */
export interface Outside {
	bucket: Bucket;
	mailbox: Mailbox;
	chat: Chat;
	model: ToyModel;
	credentials: StoredCredential[];
	/** A workflow, or anything else that is data, with the chat's address in the place of the made-up one. */
	withChat<T>(value: T): T;
	close(): Promise<void>;
}

/** Starts them all. The model has one idea: to ask its tool for the files of a run. */
export async function startOutside({ session }: Pick<Workbench, 'session'>): Promise<Outside> {
	const [bucket, mailbox, chat, model] = await Promise.all([
		startBucket(),
		startMailbox(),
		startChat(),
		startToyModel([{ tool: 'Files', arguments: () => ({ run: DATAFRAMER_RUNS.ready }) }]),
	]);
	const typed: Record<string, Record<string, unknown>> = {
		s3: {
			endpoint: `http://127.0.0.1:${bucket.port}`,
			region: 'eu-central-1',
			accessKeyId: 'AKIASANDBOX',
			secretAccessKey: 'not-looked-at',
			forcePathStyle: true,
		},
		smtp: { host: '127.0.0.1', port: mailbox.port, secure: false, disableStartTls: true },
		openAiApi: { apiKey: 'toy', url: model.url },
	};
	const credentials: StoredCredential[] = [];
	for (const [type, data] of Object.entries(typed)) {
		const name = `${type} (sandbox)`;
		const { id } = await session.post<StoredCredential>('/rest/credentials', { name, type, data });
		credentials.push({ id, name, type });
	}
	return {
		bucket,
		mailbox,
		chat,
		model,
		credentials,
		withChat: <T>(value: T) =>
			JSON.parse(JSON.stringify(value).replaceAll(CHAT, `http://127.0.0.1:${chat.port}`)) as T,
		close: async () => {
			await Promise.all([bucket, mailbox, chat, model].map(async (one) => await one.close()));
		},
	};
}
