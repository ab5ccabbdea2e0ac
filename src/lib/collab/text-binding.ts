import type * as Y from 'yjs';
import type { RoomClient, RoomPerson } from './room-client.ts';

/** Where somebody else's caret is in the text. */
export interface RemoteCaret {
	readonly client: number;
	readonly person: RoomPerson;
	/** UTF-16 offsets in the textarea's value; equal when nothing is selected. */
	readonly from: number;
	readonly to: number;
}

export interface TextBinding {
	/** Called at once and whenever a caret moves, comes or goes. Returns how to stop. */
	onCarets(listener: (carets: readonly RemoteCaret[]) => void): () => void;
	destroy(): void;
}

export type BindTextarea = (
	textarea: HTMLTextAreaElement | HTMLInputElement,
	text: Y.Text,
	client: RoomClient
) => TextBinding;
