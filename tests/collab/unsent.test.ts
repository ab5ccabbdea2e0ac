import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { unsentText } from '#lib/collab/unsent.ts';

/** What the server has, and what was typed after it. */
function offline(before: (doc: Y.Doc) => void, after: (doc: Y.Doc) => void): string[] {
	const server = new Y.Doc();
	before(server);
	const doc = new Y.Doc();
	Y.applyUpdate(doc, Y.encodeStateAsUpdate(server));
	const has = Y.decodeStateVector(Y.encodeStateVector(doc));
	after(doc);
	return unsentText(doc, (client) => has.get(client) ?? 0);
}
const paragraph = (text: string) => {
	const element = new Y.XmlElement('paragraph');
	element.insert(0, [new Y.XmlText(text)]);
	return element;
};
const root = (doc: Y.Doc) => doc.getXmlFragment('minutes');
const line = (doc: Y.Doc, at: number) => (root(doc).get(at) as Y.XmlElement).get(0) as Y.XmlText;

describe('[CO-16] text that was not taken', () => {
	it('is given back as whole paragraphs, and nothing else', () => {
		const lines = offline(
			(doc) => root(doc).push([paragraph('周三前清空'), paragraph('不动的话')]),
			(doc) => {
				line(doc, 0).insert(1, '末');
				root(doc).push([paragraph('物业来搬'), paragraph('')]);
			}
		);
		expect(lines).toEqual(['周末三前清空', '物业来搬']);
	});

	it('has nothing of what was only deleted, also by its author', () => {
		const lines = offline(
			(doc) => root(doc).push([paragraph('周三前清空')]),
			(doc) => {
				line(doc, 0).insert(0, '啊');
				line(doc, 0).delete(0, 3);
			}
		);
		expect(lines).toEqual([]);
	});

	it('has the fields of a row, typed letter by letter or chosen', () => {
		const lines = offline(
			(doc) => {
				const row = new Y.Map();
				doc.getMap('rows').set('a', row);
				row.set('title', new Y.Text('轮椅'));
				row.set('kind', '物品');
			},
			(doc) => {
				const row = doc.getMap('rows').get('a') as Y.Map<unknown>;
				(row.get('title') as Y.Text).insert(2, '两把');
				row.set('place', '活动点');
				row.set('order', 3);
			}
		);
		expect(lines.sort()).toEqual(['活动点', '轮椅两把'].sort());
	});

	it('says nothing when the server has everything', () => {
		expect(
			offline(
				(doc) => root(doc).push([paragraph('一')]),
				() => {}
			)
		).toEqual([]);
	});
});
