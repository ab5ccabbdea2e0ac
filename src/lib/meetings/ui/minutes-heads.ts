import type { Node } from 'prosemirror-model';
import type { EditorView, NodeView, NodeViewConstructor } from 'prosemirror-view';
import { HEADED, type Headed } from './minutes-schema.ts';

/** What a head says, in the person's language. */
export interface HeadWords {
	readonly topic: string;
	readonly resolution: string;
	readonly speaker: string;
	action(owner: string, due: string): string;
}

/** A head with something to choose was pressed. `set` changes that very block, wherever it is by then. */
export type PickHead = (
	kind: 'statement' | 'action',
	attributes: Readonly<Record<string, string>>,
	set: (attributes: Readonly<Record<string, string>>) => void
) => void;

/** Draws a block with its head: a word for topics and resolutions, a button for who and when. */
class HeadView implements NodeView {
	readonly dom: HTMLElement;
	readonly contentDOM: HTMLElement;
	readonly #head: HTMLElement;
	readonly #words: HeadWords;
	#node: Node;

	constructor(
		node: Node,
		view: EditorView,
		position: () => number | undefined,
		words: HeadWords,
		pick: PickHead
	) {
		const kind = node.type.name as Headed;
		this.#node = node;
		this.#words = words;
		this.dom = document.createElement('div');
		this.dom.dataset['block'] = kind;
		const chooses = kind === 'statement' || kind === 'action';
		this.#head = document.createElement(chooses ? 'button' : 'span');
		this.#head.className = 'head';
		this.#head.contentEditable = 'false';
		if (chooses) {
			(this.#head as HTMLButtonElement).type = 'button';
			// The caret, and with it the keyboard of a phone, stays where it is.
			this.#head.addEventListener('mousedown', (event) => event.preventDefault());
			this.#head.addEventListener('click', () => {
				if (!view.editable) return;
				pick(kind, this.#node.attrs, (attributes) => {
					const at = position();
					if (at === undefined) return;
					const { tr } = view.state;
					for (const [name, value] of Object.entries(attributes)) {
						tr.setNodeAttribute(at, name, value);
					}
					view.dispatch(tr);
				});
			});
		}
		this.contentDOM = document.createElement('p');
		this.contentDOM.className = 'said';
		this.dom.append(this.#head, this.contentDOM);
		this.#draw();
	}

	update(node: Node): boolean {
		if (node.type !== this.#node.type) return false;
		this.#node = node;
		this.#draw();
		return true;
	}

	stopEvent(event: Event): boolean {
		return event.target instanceof Element && this.#head.contains(event.target);
	}

	ignoreMutation(mutation: { target: globalThis.Node }): boolean {
		return this.#head.contains(mutation.target) || mutation.target === this.#head;
	}

	#draw(): void {
		const { speaker, owner, due } = this.#node.attrs as Record<string, string>;
		const said = {
			topic: this.#words.topic,
			resolution: this.#words.resolution,
			statement: speaker || this.#words.speaker,
			action: this.#words.action(owner ?? '', due ?? '')
		}[this.#node.type.name as Headed];
		if (this.#head.textContent !== said) this.#head.textContent = said;
		this.#head.classList.toggle('unset', this.#node.type.name === 'statement' && !speaker);
	}
}

export function headViews(words: HeadWords, pick: PickHead): Record<string, NodeViewConstructor> {
	return Object.fromEntries(
		HEADED.map((name): [string, NodeViewConstructor] => [
			name,
			(node, view, position) => new HeadView(node, view, position, words, pick)
		])
	);
}
