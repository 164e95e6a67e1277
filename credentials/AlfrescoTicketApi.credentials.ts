import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	INodeProperties,
} from 'n8n-workflow';
import { signedBy } from '../nodes/shared/http/signIn/signedBy';
import { accountFields, repositoryFields, whoAmI } from '../nodes/shared/providers/alfresco/credentialParts';
import { requestTicket } from '../nodes/shared/providers/alfresco/ticket';

/** User name and password once; then a ticket, which n8n asks for anew when it is refused. */
export class AlfrescoTicketApi implements ICredentialType {
	name = 'alfrescoTicketApi';

	displayName = 'Alfresco Ticket API';

	icon = { light: 'file:../icons/alfresco.svg', dark: 'file:../icons/alfresco.dark.svg' } as const;

	documentationUrl = 'https://github.com/n8n-nodes-archives/n8n-nodes-archives#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Session Token',
			name: 'sessionToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		...repositoryFields,
		...accountFields('Sent to Alfresco once for each ticket, not with every request'),
	];

	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		return { sessionToken: await requestTicket(this.helpers, credentials) };
	}

	/** The ticket alone, in Base64 and without a colon, is what Alfresco takes in place of name and password. */
	authenticate = signedBy((field) => ({ headers: { Authorization: `Basic ${field('sessionToken')}` } }));

	test: ICredentialTestRequest = whoAmI;
}
