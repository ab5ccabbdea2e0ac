/** What a page sees of a room. */
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { PersonDatabase } from './doc-store.ts';
import type { RoomPerson } from './presence.ts';
import type { Readable } from './readable.ts';
import type { Returned } from './returned.ts';
import type { CloseReason } from './wire.ts';

/**
 * connecting · connected (已连接) · offline (离线) · readonly (只读: connected, may not write) ·
 * refused (被拒绝: `reason` says why; it does not come back on its own).
 */
export type RoomStatus = 'connecting' | 'connected' | 'offline' | 'readonly' | 'refused';

/**
 * What keeps the document on this device: `kept`, `none` (a shared phone, or a browser without
 * IndexedDB), `full` (no room left), `failed` (the database was lost and could not be reopened).
 */
export type RoomStorage = 'kept' | 'none' | 'full' | 'failed';

export interface RoomState {
	readonly status: RoomStatus;
	/** Why the server closed; also while coming back. */
	readonly reason: CloseReason | null;
	/** The server's text has arrived since the page opened. */
	readonly synced: boolean;
	/** Everything typed here is stored on the server. */
	readonly saved: boolean;
	readonly storage: RoomStorage;
	/** What its author typed and may not write any more: to be shown until dismissed (CO-16). */
	readonly returned: Returned | null;
	/** `doc` has text in it that was given back: open the room anew, and show that. */
	readonly stale: boolean;
	/** Other people in the room, by name; one entry per person. */
	readonly people: readonly RoomPerson[];
}

export interface RoomOptions {
	/** `<capability>/<id>`. */
	readonly room: string;
	readonly person: { readonly id: string; readonly name: string };
	/** The person's database (`useSync().db`). `null`: nothing is kept on this device. */
	readonly database: PersonDatabase | null;
	/** Where the rooms are; by default `/collab` of this page's host. */
	readonly url?: string;
}

export interface RoomClient {
	readonly doc: Y.Doc;
	readonly awareness: Awareness;
	readonly state: Readable<RoomState>;
	/** Resolves when the copy of this device is in `doc` (at once when there is none). */
	readonly loaded: Promise<void>;
	/**
	 * While an input method composes in `element`, nothing is sent and nothing is applied. Returns
	 * the function that lets go of the element. `bindTextarea` calls it itself.
	 */
	holdWhileComposing(element: HTMLElement): () => void;
	/** Tries again after a refusal. */
	retry(): void;
	/** The author has dealt with what was given back. */
	dismiss(): void;
	/** Drops the document from this device: it is no longer ours to read. */
	forget(): Promise<void>;
	close(): Promise<void>;
}
