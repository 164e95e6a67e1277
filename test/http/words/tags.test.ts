import { tagEnd, withoutTags } from '../../../nodes/shared/http/words/tags';

it.each([
	['<b>', 3],
	['<B>', 3],
	['<z a="1">x>', 9],
	['</b>', 4],
	['<!-- a -->', 10],
	['<?xml?>', 7],
	['<b', -1],
	['<', -1],
	['<>', -1],
	['< b>', -1],
	['<1>', -1],
	['<=>', -1],
	['<@a>', -1],
	['<[a>', -1],
])('where %s ends: %d', (text, end) => {
	expect(tagEnd(text, 0)).toBe(end);
	expect(tagEnd(`> ${text}`, 2)).toBe(end === -1 ? -1 : end + 2);
});

it.each([
	['', ''],
	['a', 'a'],
	['a<b>c', 'a c'],
	['<b>c', ' c'],
	['a<b>', 'a '],
	['a<b><i>c', 'a  c'],
	['a<b', 'a<b'],
	['a < b > c', 'a < b > c'],
	['1<2<b>3', '1<2 3'],
	['a<b>c<d', 'a c<d'],
	['a>b<c', 'a>b<c'],
	['a<script>b</script>c', 'a  c'],
	['a<script src="x">b<i>d</script>c', 'a  c'],
	['a<STYLE>b</Style>c', 'a  c'],
	['a<style>b</script>c</style>d', 'a  d'],
	['a<script>b', 'a '],
	['a<script>b<i>c', 'a '],
	['a<scrip>b</scrip>c', 'a b c'],
	['a</script>b', 'a b'],
	['a<xscript>b</script>c', 'a b c'],
	['</style>a<style>b</style>c', ' a  c'],
])('%s reads %s', (text, read) => {
	expect(withoutTags(text)).toBe(read);
});
