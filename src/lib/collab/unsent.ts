/** What of a document has not reached the server, as text for its author. */
import * as Y from 'yjs';

/** Deeper than documents can be. */
const DEPTH = 100;

/**
 * The lines in which something stands that the server does not have: whole paragraphs and fields,
 * so that what was typed into the middle of one can be understood. Deletions leave nothing to show.
 *
 * @param known how far the server knows a client's text
 */
export function unsentText(doc: Y.Doc, known: (client: number) => number): string[] {
	const lines: string[] = [];
	const isFresh = (item: Y.Item) => item.id.clock + item.length > known(item.id.client);

	const told = (value: unknown) => {
		if (typeof value === 'string' && value.trim() !== '') lines.push(value);
	};
	const into = (item: Y.Item, depth: number) => {
		const { content } = item;
		if (content instanceof Y.ContentType) walk(content.type, depth + 1);
		else if (content instanceof Y.ContentAny && isFresh(item)) content.arr.forEach(told);
	};
	function walk(type: Y.AbstractType<unknown>, depth: number): void {
		if (depth > DEPTH) return;
		let text = '';
		let fresh = false;
		for (let item = type._start; item; item = item.right) {
			if (item.deleted) continue;
			if (item.content instanceof Y.ContentString) {
				text += item.content.str;
				fresh ||= isFresh(item);
			} else into(item, depth);
		}
		if (fresh) told(text);
		for (const item of type._map.values()) if (!item.deleted) into(item, depth);
	}
	for (const type of doc.share.values()) walk(type as Y.AbstractType<unknown>, 0);
	return lines;
}
