/** One open document in the browser: synchronised, kept on the device, honest about both. */
import type { IDBPDatabase } from 'idb';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
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
	/** Other people in the room, by name; one entry per person. */
	readonly people: readonly RoomPerson[];
}

export interface RoomPerson {
	readonly id: string;
	readonly name: string;
	/** A hue of the look's palette, the same for a person on every screen: `#rrggbb`. */
	readonly color: string;
}

/** Svelte's store contract, also readable at once. */
export interface Readable<T> {
	readonly current: T;
	subscribe(run: (value: T) => void): () => void;
}

export interface RoomOptions {
	/** `<capability>/<id>`. */
	readonly room: string;
	readonly person: { readonly id: string; readonly name: string };
	/**
	 * Opens the person's database (lib/sync/person-db.ts), which has a store `docs` with keys out of
	 * line. `null`: nothing is kept on this device.
	 */
	readonly database: (() => Promise<IDBPDatabase<never> | IDBPDatabase<unknown>>) | null;
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
	close(): Promise<void>;
}
