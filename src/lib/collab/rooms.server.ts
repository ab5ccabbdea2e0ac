import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { PersonActor } from '#lib/kernel/actor.ts';
import type { Tx } from '#lib/platform/db/port.server.ts';

/** May read the room, may write in it, or learns nothing of it. */
export type RoomAccess = 'none' | 'read' | 'write';
export type RootType = 'text' | 'array' | 'map' | 'xml';

/** What a capability says about its rooms; in its `collab.server.ts`. */
export interface RoomKind {
	/** First part of the room's name. */
	readonly capability: string;
	/** A room that does not exist answers `none`, like a forbidden one; what is frozen, `read`. */
	access(q: Tx, id: string, actor: PersonActor, now: number): Promise<RoomAccess>;
	/** Names of the document's top-level types; an update that makes another is refused. */
	readonly roots: Readonly<Record<string, RootType>> | 'any';
	/** Topics whose events may change `access`; a person's own topic is always watched. */
	accessTopics?(id: string): readonly string[];
}

export interface Rooms {
	/** Takes a socket to a room: `/collab/<capability>/<id>`. */
	upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
	/** The whole document (V1), everything that anybody has seen. An empty update when there is none. */
	snapshot(room: string): Promise<Uint8Array>;
	close(): Promise<void>;
}
