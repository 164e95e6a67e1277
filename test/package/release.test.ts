/** The promises of SECURITY.md about how a release is made, read from the workflows as they stand. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './manifest';

const folder = join(ROOT, '.github', 'workflows');
const workflows = readdirSync(folder).map((name): [string, string] => [
	name,
	readFileSync(join(folder, name), 'utf8'),
]);
const publishing = readFileSync(join(folder, 'publish.yml'), 'utf8');
const [head, build, publish] = publishing.split(/^ {2}(?:build|publish):$/m);

describe.each(workflows)('%s', (_name, text) => {
	it('pins every action by commit, and names its version', () => {
		const actions = [...text.matchAll(/^\s*-? ?uses: (.+)$/gm)].map(([, action]) => action);
		expect(actions).not.toEqual([]);
		expect(actions.filter((action) => !/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action))).toEqual([]);
	});

	it('leaves no token of the repository behind for what runs afterwards', () => {
		const checkouts = text.split('uses: actions/checkout@').slice(1);
		const keeping = checkouts.filter(
			(rest) => !rest.split(/^ {6}- /m)[0].includes('persist-credentials: false'),
		);
		expect(keeping).toEqual([]);
	});
});

describe('publishing', () => {
	it('lets nobody but the second job sign in to npm', () => {
		expect(head).toContain('permissions: {}');
		expect(build).not.toContain('id-token');
		expect(publish).toMatch(/permissions:\n {6}id-token: write\n {4}steps/);
	});

	it('builds and tests what is on main and has the version of its tag', () => {
		expect(runsOf(build)).toEqual(
			expect.arrayContaining([
				'git merge-base --is-ancestor "$GITHUB_SHA" origin/main',
				`test "v$(node -p 'require("./package.json").version')" = "$GITHUB_REF_NAME"`,
				'npm ci',
				'npm test',
				'npm run verify',
			]),
		);
	});

	it('publishes the tarball of the first job once its checksum is the same, and runs nothing else', () => {
		expect(publish).toContain('needs: build');
		expect(publish).not.toContain('actions/checkout');
		expect(runsOf(publish)).toEqual([
			'|',
			'npm publish "./$TARBALL" --provenance --access public --ignore-scripts',
		]);
		expect(publish).toContain(
			'test "$INTEGRITY" = "sha512-$(openssl dgst -sha512 -binary "$TARBALL" | base64 -w 0)"',
		);
		expect(publish.match(/\b(npm|npx|node|yarn|pnpm) (ci|install|i|run|test|exec|-[a-z])\b/g)).toBeNull();
	});
});

function runsOf(job: string): string[] {
	return [...job.matchAll(/^\s*-? ?run: (.+)$/gm)].map(([, command]) => command);
}
