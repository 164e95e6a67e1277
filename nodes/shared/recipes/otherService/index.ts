import { requiredText } from '../../base/fields';
import { fromRecipe } from '../provider';
import { SIGN_INS } from '../signIns';
import { callFields, valuesField } from './callFields';
import { contentFields, linkFields, lookPathField, stateFields } from './lookFields';
import { moreField } from './moreField';
import { recipeFrom } from './recipeFrom';
import { valuesFrom } from './values';

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
	can: { cancel: true, remove: true },
});
