import type { Hand } from './hand';
import type { Plan } from './plans';

/**
 * Says which service is asked, and how one signs in there. All that the script knows about the way of choosing stands here: where
 * the fields for it change, nothing else does.
 */
export async function chooseService(hand: Hand, plan: Plan): Promise<void> {
	if (plan.preset !== true) await hand.choose('Provider', 'provider', plan.service);
	if (plan.authentication !== undefined) {
		const { parameter, entry } = plan.authentication;
		await hand.choose('Authentication', parameter, entry);
	}
	await chooseCredential(hand);
}

/** n8n fills in the only credential of a type by itself; where it does not, it is chosen. */
async function chooseCredential(hand: Hand): Promise<void> {
	const select = hand.page.locator('[data-test-id=node-credentials-select]').first();
	await select.waitFor();
	if ((await select.locator('input').first().inputValue()) !== '') return;
	await hand.click('Credential ▾', select);
	const entries = hand.page.locator(
		'[data-test-id^=node-credentials-select-item-]:not([data-test-id$=-new])',
	);
	await hand.click('the credential', entries.first());
}
