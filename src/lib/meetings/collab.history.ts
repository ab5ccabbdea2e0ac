/** The minutes as paragraphs with those who wrote them. */
import * as Y from 'yjs';
import { ROOT } from './collab.ts';
import { isBlockKind, type Paragraph, type Share } from './schema.history.ts';

/** Deeper nesting is not minutes. */
const DEPTH = 6;

/** Everything that has text of its own, in order; `personOf` says whose a Yjs client id is. */
export function paragraphsOfState(
	state: Uint8Array,
	personOf: (client: number) => string
): Paragraph[] {
	const doc = new Y.Doc();
	try {
		if (state.length > 0) Y.applyUpdate(doc, state);
		return within(doc.getXmlFragment(ROOT), { depth: 0, mark: '' }, personOf);
	} finally {
		doc.destroy();
	}
}

type Place = Pick<Paragraph, 'depth' | 'mark'>;

function within(
	parent: Y.XmlFragment,
	place: Place,
	personOf: (client: number) => string
): Paragraph[] {
	return parent.toArray().flatMap((child, i): Paragraph[] => {
		if (!(child instanceof Y.XmlElement)) return [];
		const here: Place = i === 0 ? place : { ...place, mark: '' };
		const name = child.nodeName;
		if ((name === 'bullet_list' || name === 'ordered_list') && place.depth < DEPTH) {
			const mark = name === 'bullet_list' ? 'bullet' : 'ordered';
			return child.toArray().flatMap((item) =>
				// Each item has its mark at its first paragraph.
				item instanceof Y.XmlElement ? within(item, { depth: place.depth + 1, mark }, personOf) : []
			);
		}
		const { text, by } = letters(child, personOf);
		const attribute = (key: string, max: number): string => {
			const value: unknown = child.getAttribute(key);
			return typeof value === 'string' ? value.slice(0, max) : '';
		};
		return [
			{
				kind: isBlockKind(name) ? name : 'paragraph',
				who: name === 'action' ? attribute('owner', 40) : attribute('speaker', 40),
				due: name === 'action' ? attribute('due', 10) : '',
				...here,
				text,
				by
			}
		];
	});
}

/** Text of a block, and how many of its letters are whose. */
function letters(
	element: Y.XmlElement,
	personOf: (client: number) => string
): { text: string; by: Share[] } {
	let text = '';
	const shares = new Map<string, number>();
	for (const child of element.toArray()) {
		if (!(child instanceof Y.XmlText)) continue;
		for (let item = child._start; item; item = item.right) {
			if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
			const { str } = item.content;
			text += str;
			const person = personOf(item.id.client);
			if (person) shares.set(person, (shares.get(person) ?? 0) + str.length);
		}
	}
	const by = [...shares].map(([person, count]) => ({ person, letters: count }));
	return { text, by: by.sort((a, b) => b.letters - a.letters) };
}
