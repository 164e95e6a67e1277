/** What asReadable makes is taken by all that n8n's stores do with a Readable. */
import { createHash } from 'crypto';
import { promises as fs } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { asReadable } from '../../nodes/shared/output/readable';

const pieces = async function* (ended: { yes: boolean }): AsyncGenerator<Buffer> {
	try {
		for (let at = 0; at < 5; at++) yield Buffer.alloc(100_000, at);
	} finally {
		ended.yes = true;
	}
};

test('for writeFile', async () => {
	const file = join(await fs.mkdtemp(join(tmpdir(), 'readable-')), 'file');
	await fs.writeFile(file, asReadable(pieces({ yes: false })));
	expect((await fs.stat(file)).size).toBe(500_000);
});

test("for a store that only speaks .on('data')", async () => {
	const hash = createHash('sha1');
	const stream = asReadable(pieces({ yes: false }));
	await new Promise((resolve, reject) => {
		stream
			.on('data', (piece: Buffer) => hash.update(piece))
			.on('end', resolve)
			.on('error', reject);
	});
	const whole = Buffer.concat(Array.from({ length: 5 }, (_, at) => Buffer.alloc(100_000, at)));
	expect(hash.digest('hex')).toBe(createHash('sha1').update(whole).digest('hex'));
});

test('destroyed, it runs what was to be run at the end', async () => {
	const ended = { yes: false };
	const stream = asReadable(pieces(ended));
	await new Promise((resolve) => stream.once('data', resolve));
	stream.destroy();
	await new Promise((resolve) => stream.once('close', resolve));
	expect(ended.yes).toBe(true);
});

test('nothing is fetched ahead of what is read', async () => {
	let fetched = 0;
	const counted = async function* (): AsyncGenerator<Buffer> {
		for (; fetched < 5;) {
			fetched++;
			yield await Promise.resolve(Buffer.alloc(1000));
		}
	};
	const stream = asReadable(counted());
	await new Promise((resolve) => stream.once('readable', resolve));
	for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
	expect(fetched).toBe(1);
	stream.destroy();
});

test('what the content throws comes out as its error', async () => {
	const broken = async function* (): AsyncGenerator<Buffer> {
		yield await Promise.resolve(Buffer.alloc(1));
		throw new Error('cut off');
	};
	const stream = asReadable(broken());
	const reason = await new Promise((resolve) => stream.on('error', resolve).resume());
	expect(reason).toEqual(new Error('cut off'));
});
