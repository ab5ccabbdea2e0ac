/** Real documents that several people write, and every update that they sent. */
import * as Y from 'yjs';
import type { Random } from './random.ts';

const WORDS = ['网格', '议事', 'a', ' ', '👍', 'ni', '路灯坏了\n', '第三栋 '];

export interface Session {
	readonly docs: readonly Y.Doc[];
	/** In order: every update, each as its author sent it. */
	readonly updates: { readonly author: number; readonly update: Uint8Array }[];
}

/** `edits` random edits by `authors` people who see each other's text at once. */
export function writeTogether(random: Random, authors: number, edits: number): Session {
	const updates: Session['updates'] = [];
	const docs = Array.from({ length: authors }, (_, i) => {
		const doc = new Y.Doc();
		doc.clientID = 1000 + i * 37;
		return doc;
	});
	docs.forEach((doc, author) => {
		doc.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin === 'other') return;
			updates.push({ author, update });
			for (const other of docs) if (other !== doc) Y.applyUpdate(other, update, 'other');
		});
	});
	for (let n = 0; n < edits; n++) edit(random.pick(docs), random);
	return { docs, updates };
}

/** One edit as an editor would make it: text, marks, rows, cells, paragraphs, deletions. */
export function edit(doc: Y.Doc, random: Random): void {
	const text = doc.getText('text');
	const rows = doc.getArray<Y.Map<unknown>>('rows');
	const xml = doc.getXmlFragment('xml');
	const kind = random(10);
	if (kind < 4) text.insert(random(text.length + 1), random.pick(WORDS));
	else if (kind === 4 && text.length > 0) {
		const at = random(text.length);
		text.delete(at, Math.min(1 + random(4), text.length - at));
	} else if (kind === 5 && text.length > 1)
		text.format(0, 1, { strong: random(2) === 0 ? true : null });
	else if (kind === 6) {
		const row = new Y.Map<unknown>();
		row.set('need', random.pick(WORDS));
		row.set('count', random(1000) - 500);
		row.set('more', { open: true, list: [1, null, 'x', 0.5] });
		rows.insert(random(rows.length + 1), [row]);
	} else if (kind === 7 && rows.length > 0) {
		const at = random(rows.length);
		if (random(3) === 0) rows.delete(at, 1);
		else rows.get(at).set('need', random.pick(WORDS));
	} else if (kind === 8) {
		const paragraph = new Y.XmlElement('paragraph');
		const words = new Y.XmlText();
		words.insert(0, random.pick(WORDS));
		paragraph.setAttribute('speaker', '王秀英');
		paragraph.insert(0, [words]);
		xml.insert(random(xml.length + 1), [paragraph]);
	} else if (xml.length > 0) {
		if (random(3) === 0) xml.delete(random(xml.length), 1);
		else text.insertEmbed(random(text.length + 1), { picture: 'x' });
	}
}

/** The same bytes with something wrong in them. */
export function mutate(bytes: Uint8Array, random: Random): Uint8Array {
	const copy = bytes.slice();
	switch (random(6)) {
		case 0:
			return copy.subarray(0, random(copy.length));
		case 1:
			return Uint8Array.from([...copy, ...random.bytes(1 + random(8))]);
		case 2: {
			const at = random(copy.length);
			return Uint8Array.from([
				...copy.subarray(0, at),
				...random.bytes(1 + random(4)),
				...copy.subarray(at)
			]);
		}
		case 3: {
			const at = random(copy.length);
			return Uint8Array.from([...copy.subarray(0, at), ...copy.subarray(at + 1 + random(3))]);
		}
		case 4:
			copy[random(copy.length)]! ^= 1 << random(8);
			return copy;
		default:
			for (let n = 1 + random(3); n > 0; n--) copy[random(copy.length)] = random(256);
			return copy;
	}
}

/** Everything a document says, and how far it has come. */
export const contentOf = (doc: Y.Doc) => ({
	text: doc.getText('text').toDelta() as unknown,
	rows: doc.getArray('rows').toJSON() as unknown,
	xml: doc.getXmlFragment('xml').toString(),
	clocks: [...Y.decodeStateVector(Y.encodeStateVector(doc))].sort((a, b) => a[0] - b[0])
});
