/** What may come into a document. Pure: it sees one frame and what the room knows. */
import * as Y from 'yjs';
import { Malformed } from './bytes.ts';
import { Deletions } from './deletions.server.ts';
import type { RoomKind, RootType } from './rooms.server.ts';
import { trimmed } from './splice.server.ts';
import { encodeVector } from './vectors.server.ts';
import {
	deletes,
	eachDeletion,
	scan,
	type Content,
	type RootUse,
	type Scanned,
	type Section,
	type Update
} from './update.server.ts';
import type { CloseReason } from './wire.ts';

/** One Yjs client id in one document: whose it is, and how far its text has come. */
export interface Author {
	readonly person: string;
	clock: number;
}

export interface GuardedRoom {
	readonly authors: ReadonlyMap<number, Author>;
	/** Client ids that have not written yet, and the only person who may. */
	readonly reserved: ReadonlyMap<number, string>;
	readonly roots: RoomKind['roots'];
	/** Bytes the document has now, and may have. */
	readonly size: number;
	readonly maxSize: number;
	/** Everything deleted so far; asked for only when a frame deletes. */
	deletions(): Deletions;
}

export type Verdict =
	| {
			readonly kind: 'accept';
			readonly update: Update;
			readonly types: number;
			readonly structs: number;
	  }
	/** It says nothing that is not known. */
	| { readonly kind: 'nothing' }
	| { readonly kind: 'refuse'; readonly reason: CloseReason; readonly why: string };

/** A pasted text is one struct; a long day offline is hundreds. */
const MAX_STRUCTS = 10_000;
/** Pages opened offline, each an author id of its own, that may arrive in one frame. */
const MAX_NEW_AUTHORS = 256;
const MAX_AUTHORS = 20_000;

const refuse = (reason: CloseReason, why: string): Verdict => ({ kind: 'refuse', reason, why });
const nothing: Verdict = { kind: 'nothing' };

/**
 * Judges an update that `person` sent.
 *
 * @param whole it was a sync step 2, which repeats every deletion its sender knows
 * @returns what is new in it: bytes that continue the document without gap or overlap
 */
export function judge(
	bytes: Uint8Array,
	person: string,
	room: GuardedRoom,
	whole: boolean
): Verdict {
	const known = (client: number) => room.authors.get(client)?.clock ?? 0;
	try {
		let update = scan(bytes, known);
		if (update.structs > MAX_STRUCTS) return refuse('too_large', 'structs');
		const overlap = update.sections.some(
			(s) => s.clock < known(s.client) && s.end > known(s.client)
		);
		if (overlap) {
			const vector = encodeVector(update.sections.map((s) => [s.client, known(s.client)] as const));
			update = scan(Y.diffUpdate(bytes, vector), known);
		}
		return judgeNew(update, person, room, whole);
	} catch (error) {
		if (error instanceof Malformed) return refuse('malformed', error.message);
		throw error;
	}
}

function judgeNew(update: Scanned, person: string, room: GuardedRoom, whole: boolean): Verdict {
	const { authors } = room;
	const fresh: Section[] = [];
	const ends = new Map<number, number>();
	let newcomers = 0;
	for (const section of update.sections) {
		const author = authors.get(section.client);
		const clock = author?.clock ?? 0;
		if (section.end <= clock) continue;
		const owner = author?.person ?? room.reserved.get(section.client) ?? person;
		if (owner !== person) return refuse('foreign_author', 'author');
		if (section.clock > clock) return refuse('gap', 'clock');
		if (!author) newcomers += 1;
		fresh.push(section);
		ends.set(section.client, section.end);
	}
	if (newcomers > MAX_NEW_AUTHORS || authors.size + newcomers > MAX_AUTHORS) {
		return refuse('too_large', 'authors');
	}
	const reach = (client: number) => ends.get(client) ?? authors.get(client)?.clock ?? 0;
	for (let i = 0; i < update.unmet.length; i += 2) {
		if (update.unmet[i + 1]! >= reach(update.unmet[i]!)) return refuse('gap', 'dependency');
	}

	let unreachable = false;
	const news = new Deletions();
	if (deletes(update)) {
		const before = whole || fresh.length === 0 ? room.deletions() : null;
		eachDeletion(update, (client, from, to) => {
			if (to > reach(client)) unreachable = true;
			else if (!before?.has(client, from, to)) news.add(client, from, to);
		});
		if (unreachable) return refuse('gap', 'deletion');
	}
	if (fresh.length === 0 && news.empty) return nothing;

	for (const use of fresh.length > 0 ? update.roots : []) {
		if (!fits(use, room.roots)) return refuse('not_allowed', 'root');
	}
	const unchanged = fresh.length === update.sections.length && !whole;
	const taken = unchanged ? update : trimmed(update, fresh, news.encode());
	if (room.size + taken.bytes.length > room.maxSize) return refuse('too_large', 'document');
	return { kind: 'accept', types: update.types, structs: update.structs, update: taken };
}

const ALLOWED: Readonly<Record<RootType, { keyed: boolean; contents: readonly Content[] }>> = {
	text: { keyed: false, contents: ['text', 'format', 'embed', 'gone'] },
	array: { keyed: false, contents: ['any', 'binary', 'type', 'gone'] },
	map: { keyed: true, contents: ['any', 'binary', 'type', 'gone'] },
	xml: { keyed: false, contents: ['type', 'gone'] }
};

/** A top-level type has the name and the kind of content that the room's kind says. */
function fits(use: RootUse, roots: RoomKind['roots']): boolean {
	if (roots === 'any') return true;
	const type = Object.hasOwn(roots, use.name) ? roots[use.name] : undefined;
	if (type === undefined) return false;
	return ALLOWED[type].keyed === use.keyed && ALLOWED[type].contents.includes(use.content);
}
