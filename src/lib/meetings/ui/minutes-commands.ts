import { chainCommands, setBlockType, toggleMark } from 'prosemirror-commands';
import { inputRules, wrappingInputRule } from 'prosemirror-inputrules';
import { liftListItem, sinkListItem, splitListItem, wrapInList } from 'prosemirror-schema-list';
import type { Command, EditorState, Plugin } from 'prosemirror-state';
import { redoCommand, undoCommand } from 'y-prosemirror';
import { minutesSchema as schema } from './minutes-schema.ts';

export const TOOLS = [
	'topic',
	'statement',
	'resolution',
	'action',
	'bullet',
	'ordered',
	'strong',
	'heading',
	'plain',
	'undo',
	'redo'
] as const;
export type Tool = (typeof TOOLS)[number];

const { nodes, marks } = schema;

/** What the caret stands in: shown as pressed in the toolbar. */
export function activeTools(state: EditorState): ReadonlySet<Tool> {
	const active = new Set<Tool>();
	const { $from, from, to, empty } = state.selection;
	const name = $from.parent.type.name;
	if (name === 'topic' || name === 'statement' || name === 'resolution' || name === 'action') {
		active.add(name);
	} else if (name === 'heading') active.add('heading');
	const list = listAround(state);
	if (list === nodes.bullet_list) active.add('bullet');
	if (list === nodes.ordered_list) active.add('ordered');
	const strong = empty
		? marks.strong.isInSet(state.storedMarks ?? $from.marks())
		: state.doc.rangeHasMark(from, to, marks.strong);
	if (strong) active.add('strong');
	if (name === 'paragraph' && !list) active.add('plain');
	return active;
}

function listAround(state: EditorState) {
	const { $from } = state.selection;
	for (let depth = $from.depth; depth > 0; depth--) {
		const { type } = $from.node(depth);
		if (type === nodes.bullet_list || type === nodes.ordered_list) return type;
	}
	return null;
}

/** Out of every list: a block with a head cannot stand in one. */
const outOfLists: Command = (state, dispatch, view) => {
	if (!listAround(state)) return false;
	if (!dispatch || !view) return true;
	for (let depth = 0; depth < 8 && listAround(view.state); depth++) {
		if (!liftListItem(nodes.list_item)(view.state, view.dispatch)) break;
	}
	return true;
};

/** Makes the block a `name`, or a plain paragraph again when it is one already. */
function block(name: 'topic' | 'statement' | 'resolution' | 'action' | 'heading'): Command {
	return (state, dispatch, view) => {
		const type = nodes[name];
		if (state.selection.$from.parent.type === type) {
			return setBlockType(nodes.paragraph)(state, dispatch);
		}
		if (listAround(state) && view && dispatch) {
			outOfLists(state, dispatch, view);
			return setBlockType(type)(view.state, view.dispatch);
		}
		return setBlockType(type)(state, dispatch);
	};
}

function list(name: 'bullet_list' | 'ordered_list'): Command {
	return (state, dispatch, view) => {
		if (listAround(state) === nodes[name]) return liftListItem(nodes.list_item)(state, dispatch);
		if (state.selection.$from.parent.type !== nodes.paragraph && view && dispatch) {
			setBlockType(nodes.paragraph)(state, dispatch);
			return wrapInList(nodes[name])(view.state, view.dispatch);
		}
		return wrapInList(nodes[name])(state, dispatch);
	};
}

export const toolCommands: Readonly<Record<Tool, Command>> = {
	topic: block('topic'),
	statement: block('statement'),
	resolution: block('resolution'),
	action: block('action'),
	heading: block('heading'),
	plain: chainCommands(outOfLists, setBlockType(nodes.paragraph)),
	bullet: list('bullet_list'),
	ordered: list('ordered_list'),
	strong: toggleMark(marks.strong),
	undo: undoCommand,
	redo: redoCommand
};

/** Backspace at the start of a block with a head first takes the head away, not the line. */
const plainFirst: Command = (state, dispatch) => {
	const { $from, empty } = state.selection;
	if (!empty || $from.parentOffset > 0 || $from.depth !== 1) return false;
	if ($from.parent.type === nodes.paragraph) return false;
	return setBlockType(nodes.paragraph)(state, dispatch);
};

/** Keys beyond the base keymap. Tab moves the focus on, except in a list. */
export const minutesKeys: Readonly<Record<string, Command>> = {
	Enter: splitListItem(nodes.list_item),
	Backspace: plainFirst,
	Tab: sinkListItem(nodes.list_item),
	'Shift-Tab': liftListItem(nodes.list_item),
	'Mod-b': toolCommands.strong,
	'Mod-z': undoCommand,
	'Mod-y': redoCommand,
	'Mod-Shift-z': redoCommand,
	'Mod-Alt-0': toolCommands.plain,
	'Mod-Alt-1': toolCommands.topic,
	'Mod-Alt-2': toolCommands.statement,
	'Mod-Alt-3': toolCommands.resolution,
	'Mod-Alt-4': toolCommands.action
};

/** "- " and "1. " at the start of a paragraph begin a list. */
export const minutesInput = (): Plugin =>
	inputRules({
		rules: [
			wrappingInputRule(/^\s*[-*·]\s$/, nodes.bullet_list),
			wrappingInputRule(/^(\d+)[.、]\s$/, nodes.ordered_list)
		]
	});
