import type { INodeProperties } from 'n8n-workflow';
import { providers } from '../providers';

/** The fields with those that a provider wants in an order of its own (`fieldOrder`) in that order, where the first of them was. */
export function inOrder(properties: readonly INodeProperties[]): INodeProperties[] {
	return Object.values(providers).reduce<INodeProperties[]>(
		(all, { fieldOrder }) => (fieldOrder === undefined ? all : ordered(all, fieldOrder)),
		[...properties],
	);
}

function ordered(properties: INodeProperties[], order: readonly string[]): INodeProperties[] {
	const isOne = ({ name }: INodeProperties) => order.includes(name);
	const first = properties.findIndex(isOne);
	if (first === -1) return properties;
	const ones = properties.filter(isOne).sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
	return [...properties.slice(0, first), ...ones, ...properties.slice(first).filter((one) => !isOne(one))];
}
