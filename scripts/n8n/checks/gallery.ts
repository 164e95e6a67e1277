import JSZip from 'jszip';
import { gallery } from '../../examples';
import { runShown, type Ran } from '../gallery/run';
import { startOutside, type Outside } from '../gallery/outside';
import { assert, type Checks } from '../lib/checks';
import { bytesOf, itemsOf, type Item } from '../lib/executions';
import type { Workbench } from '../lib/workbench';
import { assertSucceeded, assertUnpacked, assertZipBytes } from './content';

/** What must have come of a workflow of the gallery; says so in a line. */
type Look = (ran: Ran, bench: Workbench, outside: Outside) => Promise<string> | string;

/** Workflows of the gallery by their names, with what is looked at after a run. */
const LOOKS: Record<string, Look | undefined> = {
	'one-node': async ({ execution }, { session, sandbox }) =>
		await assertUnpacked(session, execution, 'Download Archive', sandbox.files('box')),

	'nightly-backup-to-s3': async (_ran, _bench, { bucket }) => {
		const [[path, bytes] = ['nothing', Buffer.alloc(0)]] = bucket.files;
		assert(/^\/backups\/reports-\d{4}-\d\d-\d\d\.zip$/.test(path), `the bucket has ${path}`);
		return `${path}, ${(await filesIn(bytes)).size} files`;
	},

	'zip-as-web-answer': async ({ answer }, { sandbox }) => {
		assert(answer !== undefined, 'nothing was answered');
		assert(answer.type.startsWith('application/zip'), `the answer is ${answer.type}`);
		return `${await assertZipBytes(answer.bytes, sandbox.files('hoody'))}; ${answer.name}`;
	},

	'zip-from-webhook': ({ answer }) => {
		const items = JSON.parse(String(answer?.bytes)) as Array<{ path: string }>;
		const paths = items.map(({ path }) => path).join(', ');
		assert(paths === 'reports/may.csv, notes.txt', `the answer names ${paths}`);
		return paths;
	},

	'run-to-spreadsheet': async ({ execution }, { session, sandbox }) => {
		const orders = sandbox.files('dataFramer').find(({ path }) => path.endsWith('.csv'))?.bytes;
		const rows = String(orders).trim().split('\r\n').length - 1;
		assert(itemsOf(execution, 'Rows').length === rows, `${itemsOf(execution, 'Rows').length} rows came`);
		const book = await filesIn(await onlyFile(session, itemsOf(execution, 'Spreadsheet')));
		const sheet = String(book.get('xl/worksheets/sheet1.xml'));
		const told = sheet.match(/<row /g)?.length ?? 0;
		assert(told === rows + 1, `the sheet has ${told} rows`);
		return `${rows} rows in the sheet, and its heading`;
	},

	'outputs-by-mail': async (_ran, { sandbox }, { mailbox }) => {
		assert(mailbox.mails.length === 1, `${mailbox.mails.length} mails came`);
		const [{ attachments }] = mailbox.mails;
		assert(attachments.length === 1, `the mail has ${attachments.length} attachments`);
		const [{ name, bytes }] = attachments;
		return `${name}: ${await assertZipBytes(bytes, sandbox.files('gumloop'))}`;
	},

	'case-file': async ({ execution }, { session }) => {
		const [zip] = itemsOf(execution, 'Download Archive');
		assert(zip.json.fileName === 'case-2026-0147.zip', `the ZIP is called ${String(zip.json.fileName)}`);
		assert(zip.json.caseNumber === '2026-0147', 'the number of the case has gone');
		const paths = [...(await filesIn(await onlyFile(session, [zip]))).keys()];
		const table = String(await onlyFile(session, itemsOf(execution, 'Table of contents')));
		for (const path of paths) assert(table.includes(path), `${path} is missing from the table`);
		return `${paths.length} documents, all in the table`;
	},

	'hours-long-loop': ({ execution }) => {
		const rounds = execution.runData['Ten minutes']?.length ?? 0;
		assert(rounds > 1, `it went round ${rounds} times`);
		const noted = execution.customData?.archive ?? '';
		assert(/^\d+(\.\d+)? %$/.test(noted), `the execution's data says "${noted}"`);
		return `${rounds} rounds, ${noted} noted at last, ${itemsOf(execution, 'Unpack').length} files`;
	},

	'error-branch-with-alert': (_ran, _bench, { chat }) => {
		assert(chat.messages.length === 1, `${chat.messages.length} messages came`);
		const { text = '' } = chat.messages[0];
		assert(/^No archive from Box: .{20,}\([A-Z_]+\)$/.test(text), `the message is: ${text}`);
		return text.slice(0, 90);
	},

	'agent-tool': ({ execution }, { sandbox }) => {
		const said = String(itemsOf(execution, 'Agent').at(0)?.json.output);
		const paths = sandbox.files('dataFramer').map(({ path }) => JSON.stringify(path).slice(1, -1));
		const missing = paths.filter((path) => !said.includes(path));
		assert(missing.length === 0, `the agent was not told of ${missing.join(', ')}`);
		return `${paths.length} files told to the agent`;
	},

	'service-by-fields': async ({ execution }, { session, sandbox }) =>
		await assertUnpacked(session, execution, 'Download Archive', sandbox.files('dataFramer')),
};

/** Every workflow of the gallery, imported and started by its own trigger, with stand-ins for what is outside. */
export async function checkGallery(bench: Workbench, checks: Checks): Promise<void> {
	const outside = await startOutside(bench);
	for (const { name, workflow } of gallery()) {
		await checks.run(workflow.name, 'gallery', async () => {
			bench.sandbox.reset();
			const look = LOOKS[name];
			assert(look !== undefined, 'nobody says what must come of it');
			if (name === 'error-branch-with-alert') refuseArchives(bench);
			const ran = await runShown(bench, outside, name);
			assertSucceeded(ran.execution);
			return await look(ran, bench, outside);
		});
	}
	bench.sandbox.reset();
	await outside.close();
}

/** Makes Box refuse every archive, so that there is something to be alarmed about. */
export function refuseArchives({ sandbox }: Workbench): void {
	sandbox.scenario('box', { status: 403, times: Infinity, match: /zip_downloads/ });
}

async function onlyFile(session: Workbench['session'], items: Item[]): Promise<Buffer> {
	const binary = items.length === 1 ? items[0].binary?.data : undefined;
	assert(binary !== undefined, `${items.length} items came, and not one with a file`);
	return await bytesOf(session, binary);
}

async function filesIn(bytes: Buffer): Promise<Map<string, Buffer>> {
	const files = Object.values((await JSZip.loadAsync(bytes)).files).filter(({ dir }) => !dir);
	const found = new Map<string, Buffer>();
	for (const file of files) found.set(file.name, await file.async('nodebuffer'));
	return found;
}
