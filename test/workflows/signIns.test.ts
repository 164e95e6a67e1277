import type {
	ICredentialDataDecryptedObject,
	INodeParameters,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { coded as providers } from '../../nodes/shared/providers';
import { connected } from '../engine/consent';
import { TestCredentials } from '../engine/credentialsHelper';
import { line, type Step } from '../engine/workflow';
import { ORIGINS } from '../sandbox';
import { credentialData } from '../sandbox/credentialData';
import { earlierForm } from './earlierForm';
import { endOf, openStage, outputOf, type ProviderName, type Stage } from './support';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterEach(() => stage.sandbox.reset());
afterAll(async () => await stage.sandbox.close());

const SIGN_INS = Object.values(providers).flatMap((provider) =>
	provider.signIns.map(
		({ value, credential }) => [provider.name as ProviderName, value, credential] as const,
	),
);

/** The credential as it is once a person has connected the account, where that is how it works. */
async function credential(name: string): Promise<ICredentialDataDecryptedObject> {
	const data = credentialData(stage.sandbox);
	const helper = new TestCredentials(stage.engine.credentialTypes, data);
	const nothing = {} as IWorkflowExecuteAdditionalData;
	const filled = await helper.getDecrypted(nothing, { id: name, name }, name);
	const needsPerson =
		helper.getParentTypes(name).includes('oAuth2Api') && filled.grantType !== 'clientCredentials';
	return needsPerson ? await connected(filled, name) : filled;
}

describe.each(SIGN_INS)('%s by %s', (provider, value, name) => {
	const steps = () => {
		const signIn: INodeParameters = { authentication: `${provider}.${value}` };
		const uses = { credentials: [name] };
		return [
			stage.create(provider, signIn, uses),
			stage.wait(provider, signIn, uses),
			stage.download(provider, 'unpack', signIn, uses),
		];
	};

	test.each([
		['as it is chosen now', (step: Step) => step],
		['as version 1 of the nodes kept it', earlierForm],
	])('the files come out: %s', async (_form, formOf) => {
		stage.sandbox.askFor(name);
		const run = await stage.engine.run(line(...steps().map(formOf)), { [name]: await credential(name) });
		expect(endOf(run)).toBeUndefined();
		expect(outputOf(run, 'Download')).toHaveLength(stage.sandbox.files(provider).length);
	});

	test('a wrong secret is told as a sign-in that was not accepted, and is not shown', async () => {
		stage.sandbox.askFor(name);
		const data = await credential(name);
		const secrets = ['apiKey', 'password', 'clientSecret', 'token', 'headerSecret'].filter(
			(key) => typeof data[key] === 'string' && data[key] !== '',
		);
		if (secrets.length === 0) return expect(name).toMatch(/^hoodyApi$|OAuth2Api$/);
		for (const key of secrets) data[key] = 'wrong-secret-0123456789';
		if (data.oauthTokenData !== undefined)
			data.oauthTokenData = { access_token: 'wrong-secret-0123456789', token_type: 'bearer' };
		const end = endOf(await stage.engine.run(line(...steps()), { [name]: data }));
		expect(`${end?.message} ${end?.description}`).toMatch(/sign-in|credential|access/i);
		expect(JSON.stringify(end)).not.toContain('wrong-secret-0123456789');
	});

	test('a token that runs out in the middle of a job is renewed', async () => {
		stage.sandbox.askFor(name);
		const workflow = line(...steps());
		const run = await stage.engine.run(workflow, { [name]: await credential(name) }, (node, data) => {
			if (node !== 'Create' || data === undefined) return;
			for (const origin of ORIGINS) stage.sandbox.expireLinks(origin);
		});
		expect(endOf(run)).toBeUndefined();
		expect(outputOf(run, 'Download')).toHaveLength(stage.sandbox.files(provider).length);
	});
});
