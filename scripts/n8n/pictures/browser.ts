import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { command } from '../lib/command';
import { OWNER } from '../lib/rest';

/** Wide enough for n8n's three-part panels, small enough to be read in a README. */
const SIZE = { width: 1360, height: 800 };
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export type Theme = 'light' | 'dark';

/** Starts Debian's Chromium, installing it first where that is possible. @throws when there is none. */
export async function startBrowser(): Promise<Browser> {
	const find = () =>
		[process.env.CHROMIUM ?? '', ...CHROMIUM].find((path) => path !== '' && existsSync(path));
	if (!find() && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
		const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
		const args = ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'];
		await command('apt-get', args, { cwd: '/', env, timeout: 300_000 });
	}
	const executablePath = find();
	if (!executablePath) throw new Error('Chromium is not installed; CHROMIUM can name its path');
	return await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
}

/** A signed-in editor in one theme, which speaks to nobody but n8n. */
export async function openEditor(browser: Browser, origin: string, theme: Theme): Promise<Page> {
	const context = await browser.newContext({ viewport: SIZE, colorScheme: theme, deviceScaleFactor: 1 });
	await context.route(
		(url) => url.hostname !== '127.0.0.1',
		(route) => route.abort(),
	);
	// Where the editor keeps its theme; without it the system's counts, which is set above too.
	await context.addInitScript({ content: `localStorage.setItem('N8N_THEME', '${theme}')` });
	const page = await context.newPage();
	page.setDefaultTimeout(60_000);
	await page.goto(`${origin}/signin`);
	await page.locator('input[name=emailOrLdapLoginId]').fill(OWNER.email);
	await page.locator('input[type=password]').fill(OWNER.password);
	await page.locator('[data-test-id=form-submit-button]').click();
	await page.waitForURL((url) => !url.pathname.startsWith('/signin'));
	return page;
}
