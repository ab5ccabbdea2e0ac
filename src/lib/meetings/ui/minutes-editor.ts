/** The editor of minutes: loaded when somebody opens one, never with the rest of the app. */
import { baseKeymap } from 'prosemirror-commands';
import { keymap } from 'prosemirror-keymap';
import { EditorState, Plugin } from 'prosemirror-state';
import { Decoration, DecorationSet, EditorView } from 'prosemirror-view';
import { yCursorPlugin, ySyncPlugin, yUndoPlugin, yUndoPluginKey } from 'y-prosemirror';
import * as Y from 'yjs';
import type { RoomClient } from '#lib/collab/room-client.ts';
import { ROOT } from '../collab.ts';
import type { MinutesBlock } from '../schema.ts';
import { nodesOf } from './minutes-blocks.ts';
import {
	activeTools,
	minutesInput,
	minutesKeys,
	toolCommands,
	type Tool
} from './minutes-commands.ts';
import { headViews, type HeadWords, type PickHead } from './minutes-heads.ts';
import { minutesSchema } from './minutes-schema.ts';

export interface MinutesEditorOptions {
	readonly mount: HTMLElement;
	readonly client: RoomClient;
	readonly label: string;
	readonly placeholder: string;
	readonly heads: HeadWords;
	readonly editable: boolean;
	readonly pick: PickHead;
	/** The caret moved or the text changed. */
	readonly onTools: (active: ReadonlySet<Tool>) => void;
	/** Alt+F10: the keyboard's way to the toolbar. */
	readonly toToolbar: () => void;
}

export interface MinutesEditor {
	run(tool: Tool): void;
	/** Makes the text what it was once: an edit like any other, which one undo takes back. */
	replace(blocks: readonly MinutesBlock[]): void;
	setEditable(editable: boolean): void;
	focus(): void;
	destroy(): void;
}

/**
 * Whether this app knows every block of the document. The binding deletes, for everybody, what it
 * does not know: a document of a newer app must not be bound.
 */
export function knows(doc: Y.Doc): boolean {
	const known = (parent: Y.XmlFragment): boolean =>
		parent
			.toArray()
			.every(
				(child) =>
					child instanceof Y.XmlText ||
					(child instanceof Y.XmlElement && child.nodeName in minutesSchema.nodes && known(child))
			);
	return known(doc.getXmlFragment(ROOT));
}

/** Binds the room's document to an editor in `mount`. Wait for `client.loaded` first. */
export function openMinutesEditor(options: MinutesEditorOptions): MinutesEditor {
	const { client } = options;
	let { editable } = options;

	const state = EditorState.create({
		schema: minutesSchema,
		plugins: [
			ySyncPlugin(client.doc.getXmlFragment(ROOT)),
			yCursorPlugin(client.awareness, {
				cursorBuilder: caret,
				selectionBuilder: ({ color }: { color: string }) => ({
					style: `background-color: ${color}33`
				})
			}),
			yUndoPlugin(),
			minutesInput(),
			keymap({
				...minutesKeys,
				'Alt-F10': () => {
					options.toToolbar();
					return true;
				}
			}),
			keymap(baseKeymap),
			placeholder(options.placeholder)
		]
	});
	const view = new EditorView(
		{ mount: options.mount },
		{
			state,
			nodeViews: headViews(options.heads, options.pick),
			editable: () => editable,
			attributes: () => ({
				role: 'textbox',
				'aria-multiline': 'true',
				'aria-label': options.label,
				...(editable ? {} : { 'aria-readonly': 'true', tabindex: '0' })
			}),
			// A line break of WeChat or a cell of a table is a gap between words here.
			transformPastedHTML: (html) =>
				html.replace(/<br[^>]*>/gi, ' ').replace(/<\/t[dh]>/gi, ' </td>'),
			// The binding dispatches while the view is being made: `this`, not `view`.
			dispatchTransaction(this: EditorView, tr) {
				this.updateState(this.state.apply(tr));
				options.onTools(activeTools(this.state));
			}
		}
	);
	const letGo = client.holdWhileComposing(view.dom);
	options.onTools(activeTools(view.state));

	return {
		run(tool) {
			toolCommands[tool](view.state, view.dispatch, view);
			view.focus();
		},
		replace(blocks) {
			const undoing = yUndoPluginKey.getState(view.state)?.undoManager;
			// By itself: not one step with what was typed just before or after.
			undoing?.stopCapturing();
			view.dispatch(view.state.tr.replaceWith(0, view.state.doc.content.size, nodesOf(blocks)));
			undoing?.stopCapturing();
			view.focus();
		},
		setEditable(next) {
			if (editable === next) return;
			editable = next;
			view.setProps({});
		},
		focus: () => view.focus(),
		destroy() {
			letGo();
			view.destroy();
		}
	};
}

/** Somebody else's caret with their name. Hidden from screen readers: who is here is listed above. */
function caret({ name, color }: { name: string; color: string }): HTMLElement {
	const mark = document.createElement('span');
	mark.className = 'caret';
	mark.style.borderColor = color;
	mark.setAttribute('aria-hidden', 'true');
	const flag = document.createElement('span');
	flag.className = 'flag';
	flag.style.backgroundColor = color;
	flag.textContent = name;
	// Word joiners keep the line from breaking at the caret.
	mark.append('\u2060', flag, '\u2060');
	return mark;
}

function placeholder(text: string): Plugin {
	return new Plugin({
		props: {
			decorations({ doc }) {
				const first = doc.firstChild;
				if (doc.childCount !== 1 || !first?.isTextblock || first.content.size > 0) return null;
				return DecorationSet.create(doc, [
					Decoration.node(0, first.nodeSize, { class: 'empty', 'data-empty': text })
				]);
			}
		}
	});
}
