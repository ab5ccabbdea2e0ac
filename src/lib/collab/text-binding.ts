/** A native text field bound to a Y.Text: the field the phone's keyboard knows best. */
import * as Y from 'yjs';
import { personOf, type RoomPerson } from './presence.ts';
import type { RoomClient } from './room-client.ts';
import { diff, mapIndex, type Delta } from './text-diff.ts';

export type TextField = HTMLTextAreaElement | HTMLInputElement;

/** Where somebody else's caret is in the text. */
export interface RemoteCaret {
	readonly client: number;
	readonly person: RoomPerson;
	/** UTF-16 offsets in the field's value; equal when nothing is selected. */
	readonly from: number;
	readonly to: number;
}

export interface TextBinding {
	/** Called at once and whenever a caret moves, comes or goes. Returns how to stop. */
	onCarets(listener: (carets: readonly RemoteCaret[]) => void): () => void;
	destroy(): void;
}

/** What a presence state says of a caret, as y-prosemirror says it too. */
interface CaretState {
	readonly anchor: unknown;
	readonly head: unknown;
}

/**
 * Binds a field to a text until `destroy`. Undo takes back only what was typed in this field.
 * While an input method composes, the field is left alone and the text does not change.
 */
export function bindTextarea(field: TextField, text: Y.Text, client: RoomClient): TextBinding {
	return new Binding(field, text, client);
}

class Binding implements TextBinding {
	readonly #field: TextField;
	readonly #text: Y.Text;
	readonly #client: RoomClient;
	readonly #undo: Y.UndoManager;
	readonly #stop: (() => void)[] = [];
	readonly #listeners = new Set<(carets: readonly RemoteCaret[]) => void>();
	/** What field and text last agreed on. */
	#agreed: string;
	/** Changes of others since then, while the field could not follow. */
	#missed: Delta[] = [];
	#composing = false;

	constructor(field: TextField, text: Y.Text, client: RoomClient) {
		this.#field = field;
		this.#text = text;
		this.#client = client;
		this.#undo = new Y.UndoManager(text, { trackedOrigins: new Set([this]) });
		this.#agreed = field.value = text.toString();
		text.observe(this.#textChanged);
		client.awareness.on('change', this.#tellCarets);
		this.#on(field, 'compositionstart', () => (this.#composing = true));
		this.#on(field, 'compositionend', () => {
			this.#composing = false;
			this.#take();
		});
		this.#on(field, 'input', () => {
			if (!this.#composing) this.#take();
		});
		this.#on(field, 'blur', () => {
			this.#composing = false;
			this.#take();
			client.awareness.setLocalStateField('cursor', null);
		});
		this.#on(field, 'beforeinput', (event) => this.#undoInstead(event as InputEvent));
		this.#on(field, 'keydown', (event) => this.#undoByKey(event as KeyboardEvent));
		this.#on(document, 'selectionchange', () => this.#tellOwnCaret());
		this.#on(field, 'focus', () => this.#tellOwnCaret());
		this.#stop.push(client.holdWhileComposing(field));
	}

	onCarets(listener: (carets: readonly RemoteCaret[]) => void): () => void {
		this.#listeners.add(listener);
		listener(this.#carets());
		return () => this.#listeners.delete(listener);
	}

	destroy(): void {
		this.#take();
		for (const stop of this.#stop) stop();
		this.#text.unobserve(this.#textChanged);
		this.#client.awareness.off('change', this.#tellCarets);
		this.#undo.destroy();
		this.#listeners.clear();
	}

	#on(target: EventTarget, name: string, listener: (event: Event) => void): void {
		target.addEventListener(name, listener);
		this.#stop.push(() => target.removeEventListener(name, listener));
	}

	/** Takes what was typed into the text, wherever the text has moved to meanwhile. */
	#take(): void {
		const field = this.#field;
		const [from, to] = selectionOf(field);
		const edit = diff(this.#agreed, field.value, to);
		const missed = this.#missed;
		this.#missed = [];
		if (!edit) {
			if (missed.length > 0) this.#show(missed, from, to);
			return;
		}
		// What others wrote at either end of the replaced part stays.
		const end = mapThrough(missed, edit.at + edit.remove, true);
		const start = edit.remove > 0 ? Math.min(end, mapThrough(missed, edit.at, false)) : end;
		this.#text.doc?.transact(() => {
			if (end > start) this.#text.delete(start, end - start);
			if (edit.insert) this.#text.insert(start, edit.insert);
		}, this);
		if (missed.length === 0) {
			this.#agreed = field.value;
			return;
		}
		const place = (caret: number) => {
			const behind = caret - edit.at - edit.insert.length;
			if (behind > 0) {
				const before = mapThrough(missed, edit.at + edit.remove + behind, true);
				return before + edit.insert.length - (end - start);
			}
			return caret >= edit.at ? start + (caret - edit.at) : mapThrough(missed, caret, true);
		};
		this.#write(place(from), place(to));
	}

	readonly #textChanged = (event: Y.YTextEvent, transaction: Y.Transaction): void => {
		if (transaction.origin !== this) {
			const delta = event.delta as Delta;
			// Typed and not yet taken, or being composed: the field is ahead, and follows later.
			if (this.#composing || this.#field.value !== this.#agreed) this.#missed.push(delta);
			else this.#show([delta], ...selectionOf(this.#field));
		}
		this.#tellCarets();
	};

	#show(deltas: readonly Delta[], from: number, to: number): void {
		this.#write(mapThrough(deltas, from, true), mapThrough(deltas, to, true));
	}

	#write(from: number, to: number): void {
		const field = this.#field;
		const { scrollTop } = field;
		this.#agreed = this.#text.toString();
		field.value = this.#agreed;
		// A selection set in a field without focus would take the focus in some browsers.
		if (document.activeElement === field) field.setSelectionRange(from, to);
		field.scrollTop = scrollTop;
	}

	#undoInstead(event: InputEvent): void {
		if (event.inputType !== 'historyUndo' && event.inputType !== 'historyRedo') return;
		event.preventDefault();
		if (event.inputType === 'historyUndo') this.#undo.undo();
		else this.#undo.redo();
	}

	/** Browsers whose own history is empty send no `beforeinput`. */
	#undoByKey(event: KeyboardEvent): void {
		if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return;
		const key = event.key.toLowerCase();
		if (key !== 'z' && key !== 'y') return;
		event.preventDefault();
		if (key === 'y' || event.shiftKey) this.#undo.redo();
		else this.#undo.undo();
	}

	#tellOwnCaret(): void {
		if (this.#composing || document.activeElement !== this.#field) return;
		const [from, to] = selectionOf(this.#field);
		const at = (index: number) =>
			Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(this.#text, index)) as unknown;
		this.#client.awareness.setLocalStateField('cursor', { anchor: at(from), head: at(to) });
	}

	readonly #tellCarets = (): void => {
		if (this.#listeners.size === 0) return;
		const carets = this.#carets();
		for (const listener of this.#listeners) listener(carets);
	};

	#carets(): RemoteCaret[] {
		const { awareness } = this.#client;
		return [...awareness.getStates()].flatMap(([client, state]) => {
			const person = client === awareness.clientID ? null : personOf(state);
			const cursor = person && (state as { cursor?: CaretState | null }).cursor;
			if (!person || !cursor) return [];
			const from = this.#indexOf(cursor.anchor);
			const to = this.#indexOf(cursor.head);
			if (from === null || to === null) return [];
			return [{ client, person, from: Math.min(from, to), to: Math.max(from, to) }];
		});
	}

	/** Where a position of somebody else is in this text; `null` when it is in another one. */
	#indexOf(position: unknown): number | null {
		if (typeof position !== 'object' || position === null) return null;
		try {
			const relative = Y.createRelativePositionFromJSON(position);
			const { doc } = this.#client;
			const absolute = Y.createAbsolutePositionFromRelativePosition(relative, doc);
			return absolute?.type === this.#text ? absolute.index : null;
		} catch {
			// Another app's idea of a caret.
			return null;
		}
	}
}

const selectionOf = (field: TextField): [number, number] => {
	const end = field.value.length;
	return [field.selectionStart ?? end, field.selectionEnd ?? end];
};

function mapThrough(deltas: readonly Delta[], index: number, stays: boolean): number {
	return deltas.reduce((at, delta) => mapIndex(delta, at, stays), index);
}
