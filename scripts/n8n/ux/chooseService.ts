import type { Hand } from './hand';
import type { Plan } from './plans';

/**
 * Says which service is asked, and how one signs in there: the credential does, and the field Service where several services take
 * it. All that the script knows about the way of choosing stands here: where that changes, nothing else does.
 * @param named what the credential is called
 */
export async function chooseService(hand: Hand, plan: Plan, named: string): Promise<void> {
	await chooseCredential(hand, named);
	if (plan.isListed) await hand.choose('Service', 'service', plan.service);
}

/** Where n8n has filled one in by itself, that has to be the right one, or another is chosen. */
async function chooseCredential(hand: Hand, named: string): Promise<void> {
	const select = hand.page.locator('[data-test-id=node-credentials-select]').first();
	await select.waitFor();
	if ((await select.locator('input').first().inputValue()) === named) return;
	await hand.click('Credential ▾', select);
	const entries = hand.page.locator('[data-test-id^=node-credentials-select-item-]:visible');
	const name = hand.page.getByText(named, { exact: true });
	await hand.click('the credential', entries.filter({ has: name }).first());
}
