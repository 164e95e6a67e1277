import { requiredText } from '../../base/fields';
import type { Explain } from '../../contract';
import { fromRecipe } from '../provider';
import { SIGN_INS } from '../signIns';
import { callFields, valuesField } from './callFields';
import { contentFields, linkFields, lookPathField, stateFields } from './lookFields';
import { moreField } from './moreField';
import { recipeFrom } from './recipeFrom';
import { valuesFrom } from './values';

/** Who entered the path may have it wrong. */
const explain: Explain = ({ status }) =>
	status === 404
		? {
				message: 'Other Service could not find it',
				description:
					'Check the path that this node asks for, and the Base URL in the credential, behind which it goes: no part of it may stand in both. If they are right, check the id, that it still exists, and that this account may see it.',
			}
		: undefined;

/** Any service that gives files as one ZIP: the recipe whose fields the user fills in, in the node. */
export const otherService = fromRecipe({
	name: 'otherService',
	displayName: 'Other Service',
	signIns: Object.values(SIGN_INS),
	fields: {
		create: [],
		createOptions: [valuesField],
		every: (node) => [
			...callFields(node),
			lookPathField,
			...stateFields(node),
			...(node === 'wait' ? [] : contentFields),
			...(node === 'download' ? linkFields : []),
			moreField(node),
		],
		identify: [
			{
				displayName: 'Job ID',
				name: 'otherServiceId',
				type: 'string',
				default: '',
				required: true,
				description: 'The ID that the service gave to the job',
			},
		],
	},
	valuesFrom,
	recipeFrom,
	isEntered: true,
	identified: (fields) => ({
		archiveId: requiredText(fields, 'otherServiceId', 'Job ID'),
		request: { values: {} },
	}),
	explain,
	can: { cancel: true, remove: true },
});
