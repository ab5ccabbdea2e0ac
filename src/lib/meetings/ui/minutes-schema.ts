import { Schema, type Attrs, type DOMOutputSpec, type NodeSpec } from 'prosemirror-model';

/** The blocks that have a head of their own: who, by when, what it is. */
export const HEADED = ['topic', 'statement', 'resolution', 'action'] as const;
export type Headed = (typeof HEADED)[number];

export const isHeaded = (name: string): name is Headed =>
	(HEADED as readonly string[]).includes(name);

const attr = (dom: HTMLElement | string, name: string, max: number) =>
	typeof dom === 'string' ? '' : (dom.getAttribute(`data-${name}`) ?? '').slice(0, max);

/** A block of one paragraph's text that says what it is in `data-block`; pasted back it is the same. */
function block(name: Headed, attributes: Readonly<Record<string, number>> = {}): NodeSpec {
	const names = Object.entries(attributes);
	return {
		content: 'inline*',
		group: 'block',
		defining: true,
		attrs: Object.fromEntries(names.map(([key]) => [key, { default: '' }])),
		parseDOM: [
			{
				tag: `div[data-block="${name}"]`,
				contentElement: '.said',
				getAttrs: (dom): Attrs =>
					Object.fromEntries(names.map(([key, max]) => [key, attr(dom, key, max)]))
			}
		],
		toDOM: (node): DOMOutputSpec => [
			'div',
			{
				'data-block': name,
				...Object.fromEntries(names.map(([key]) => [`data-${key}`, String(node.attrs[key])]))
			},
			['p', { class: 'said' }, 0]
		]
	};
}

/**
 * What minutes may contain. A block is one line of thumbs' work: no tables, no pictures, no colours.
 * What is pasted is cut down to it. Older apps remove what they do not know, so a new kind of block
 * needs the check in `knows` to have been out for a while.
 */
export const minutesSchema = new Schema({
	nodes: {
		doc: { content: 'block+' },
		paragraph: {
			content: 'inline*',
			group: 'block',
			parseDOM: [{ tag: 'p' }],
			toDOM: () => ['p', 0]
		},
		heading: {
			content: 'inline*',
			group: 'block',
			defining: true,
			parseDOM: ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((tag) => ({ tag })),
			toDOM: () => ['h3', 0]
		},
		topic: block('topic'),
		statement: block('statement', { speaker: 40 }),
		resolution: block('resolution'),
		action: block('action', { owner: 40, due: 10 }),
		bullet_list: {
			content: 'list_item+',
			group: 'block',
			parseDOM: [{ tag: 'ul' }],
			toDOM: () => ['ul', 0]
		},
		ordered_list: {
			content: 'list_item+',
			group: 'block',
			parseDOM: [{ tag: 'ol' }],
			toDOM: () => ['ol', 0]
		},
		list_item: {
			content: 'paragraph (paragraph | bullet_list | ordered_list)*',
			defining: true,
			parseDOM: [{ tag: 'li' }],
			toDOM: () => ['li', 0]
		},
		text: { group: 'inline' }
	},
	marks: {
		strong: {
			parseDOM: [
				{ tag: 'strong' },
				// Word and some mail programs wrap everything in a <b> that is not bold.
				{
					tag: 'b',
					getAttrs: (dom) => (dom.style.fontWeight === 'normal' ? false : null)
				},
				{
					style: 'font-weight',
					getAttrs: (value) => (/^(bold(er)?|[6-9]00)$/.test(value) ? null : false)
				}
			],
			toDOM: () => ['strong', 0]
		}
	}
});
