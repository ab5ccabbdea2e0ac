/** Plain minutes as nodes of the editor: how an earlier text comes back into it. */
import { Fragment, type Node } from 'prosemirror-model';
import type { MinutesBlock, MinutesRun } from '../schema.ts';
import { minutesSchema as schema } from './minutes-schema.ts';

const { nodes, marks } = schema;

/** What the document would be with these blocks; one empty paragraph for none. */
export function nodesOf(blocks: readonly MinutesBlock[]): Fragment {
	const made = blocks.map(nodeOf);
	return Fragment.from(made.length > 0 ? made : [nodes.paragraph.create()]);
}

function nodeOf(block: MinutesBlock): Node {
	if ('items' in block) {
		const items = block.items.map((item) => nodes.list_item.create(null, inItem(item)));
		return nodes[block.type].create(
			null,
			items.length > 0 ? items : [nodes.list_item.create(null, [nodes.paragraph.create()])]
		);
	}
	const text = inline(block.runs);
	switch (block.type) {
		case 'statement':
			return nodes.statement.create({ speaker: block.speaker }, text);
		case 'action':
			return nodes.action.create({ owner: block.owner, due: block.due }, text);
		default:
			return nodes[block.type].create(null, text);
	}
}

/** An item begins with a paragraph and holds only paragraphs and lists. */
function inItem(blocks: readonly MinutesBlock[]): Node[] {
	const made = blocks.map((block) =>
		'items' in block ? nodeOf(block) : nodes.paragraph.create(null, inline(block.runs))
	);
	return made[0]?.type === nodes.paragraph ? made : [nodes.paragraph.create(), ...made];
}

const inline = (runs: readonly MinutesRun[]): Node[] =>
	runs
		.filter((run) => run.text !== '')
		.map((run) => schema.text(run.text, run.strong ? [marks.strong.create()] : []));
