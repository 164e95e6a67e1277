import type { Locator, Page } from 'playwright-core';

/** A person at the editor, of whom every click is counted. Typing counts nothing, as long as no key chooses anything. */
export class Hand {
	/** What was clicked, in order. */
	readonly clicks: string[] = [];

	constructor(readonly page: Page) {}

	/** @param what the thing as a person would call it */
	async click(what: string, at: Locator): Promise<void> {
		await at.click();
		this.clicks.push(what);
	}

	async type(text: string): Promise<void> {
		await this.page.keyboard.type(text, { delay: 20 });
	}

	/** Chooses in a drop-down of the node's panel: one click opens it, one takes the entry. */
	async choose(field: string, parameter: string, entry: string): Promise<void> {
		await this.click(`${field} ▾`, this.page.locator(`[data-test-id=parameter-input-${parameter}]`).first());
		const entries = this.page.locator('[role=option]:visible');
		await this.click(entry, entries.filter({ has: this.page.getByText(entry, { exact: true }) }).first());
	}

	/** Picks from a list with search: one click opens it, one takes the entry. */
	async pick(field: string, parameter: string, entry: string): Promise<void> {
		const picker = this.page.locator(`[data-test-id=resource-locator-${parameter}]`);
		await this.click(`${field} ▾`, picker.locator('[data-test-id=rlc-input]'));
		const item = this.page.locator('[data-test-id=rlc-item]').filter({ hasText: entry });
		await this.click(entry, item.first());
	}

	/** Types into a field of the node's panel, which a click has to go to first, and looks at it for a moment: n8n takes it over late. */
	async fill(field: string, parameter: string, text: string): Promise<void> {
		await this.click(field, this.page.locator(`[data-test-id=parameter-input-${parameter}] input`).first());
		await this.type(text);
		await this.page.keyboard.press('Tab');
		await this.page.waitForTimeout(1_000);
	}
}
