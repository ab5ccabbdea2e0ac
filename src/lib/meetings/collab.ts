/** The room in which the minutes of a meeting are written, and how its document is read. */
import * as Y from 'yjs';
import { dayOf, startOfDay } from '#lib/kernel/time.ts';
import type { MinutesBlock, MinutesRun } from './schema.ts';

export const CAPABILITY = 'meetings';
/** The only root of the document: what y-prosemirror binds to. */
export const ROOT = 'minutes';

export const roomOf = (meeting: string): string => `${CAPABILITY}/${meeting}`;

/** Deeper nesting is not minutes; what lies below is read as text. */
const DEPTH = 6;

/** The document as plain data. Reads only: y-prosemirror's own reader deletes what it does not know. */
export function blocksOf(doc: Y.Doc): MinutesBlock[] {
	return children(doc.getXmlFragment(ROOT), 0);
}

/** The same from a stored state (V1). */
export const blocksOfState = (state: Uint8Array): MinutesBlock[] =>
	blocksOfStates(state.length > 0 ? [state] : []);

/** The same from stored updates (V1), as a device keeps them. */
export function blocksOfStates(updates: readonly Uint8Array[]): MinutesBlock[] {
	const doc = new Y.Doc();
	try {
		for (const update of updates) Y.applyUpdate(doc, update);
		return blocksOf(doc);
	} finally {
		doc.destroy();
	}
}

function children(parent: Y.XmlFragment, depth: number): MinutesBlock[] {
	return parent
		.toArray()
		.flatMap((child) => (child instanceof Y.XmlElement ? blockOf(child, depth) : []));
}

function blockOf(element: Y.XmlElement, depth: number): MinutesBlock[] {
	const runs = () => runsOf(element);
	switch (element.nodeName) {
		case 'heading':
		case 'topic':
		case 'resolution':
			return [{ type: element.nodeName, runs: runs() }];
		case 'statement':
			return [{ type: 'statement', speaker: attribute(element, 'speaker', 40), runs: runs() }];
		case 'action': {
			const due = attribute(element, 'due', 10);
			return [
				{
					type: 'action',
					owner: attribute(element, 'owner', 40),
					due: isDay(due) ? due : '',
					runs: runs()
				}
			];
		}
		case 'bullet_list':
		case 'ordered_list':
			if (depth >= DEPTH) return [{ type: 'paragraph', runs: runs() }];
			return [
				{
					type: element.nodeName,
					items: element
						.toArray()
						.flatMap((item) => (item instanceof Y.XmlElement ? [children(item, depth + 1)] : []))
				}
			];
		default:
			return [{ type: 'paragraph', runs: runs() }];
	}
}

function runsOf(element: Y.XmlElement): MinutesRun[] {
	const runs: MinutesRun[] = [];
	for (const child of element.toArray()) {
		if (!(child instanceof Y.XmlText)) continue;
		const delta = child.toDelta() as { insert: unknown; attributes?: { strong?: unknown } }[];
		for (const { insert, attributes } of delta) {
			if (typeof insert !== 'string' || insert === '') continue;
			const strong = Boolean(attributes?.strong);
			const last = runs[runs.length - 1];
			// One run per style, however the document was put together: the hash depends on it.
			if (last && Boolean(last.strong) === strong) runs.pop();
			const text = last && Boolean(last.strong) === strong ? last.text + insert : insert;
			runs.push(strong ? { text, strong } : { text });
		}
	}
	return runs;
}

function attribute(element: Y.XmlElement, name: string, max: number): string {
	const value: unknown = element.getAttribute(name);
	return typeof value === 'string' ? value.slice(0, max) : '';
}

const isDay = (text: string) =>
	/^\d{4}-\d{2}-\d{2}$/.test(text) && dayOf(startOfDay(text)) === text;
