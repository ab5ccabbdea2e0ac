/**
 * Text that the server refused because its author may not write any more: given back, and kept on
 * the device until its author has dealt with it.
 */
import type { PersonDatabase } from './doc-store.ts';

export interface Returned {
	/** `<capability>/<id>` */
	readonly room: string;
	readonly lines: readonly string[];
	/** When it was given back: epoch ms of this device. */
	readonly at: number;
}

const NOTES = 'meta';
const PREFIX = 'returned ';
/** Where nothing is kept on the device: until the page is closed. By person and room. */
const unkept = new Map<string, Returned>();

type Note = Returned & { readonly name: string };

const said = ({ room, lines, at }: Returned): Returned => ({ room, lines, at });

export interface ReturnedPlace {
	readonly database: PersonDatabase | null;
	readonly person: string;
	readonly room: string;
}

/** What was given back of a room and is not dealt with; null when there is nothing. */
export async function readReturned(place: ReturnedPlace): Promise<Returned | null> {
	const { database, person, room } = place;
	const memory = unkept.get(`${person} ${room}`);
	if (!database || memory) return memory ?? null;
	const note = await database.run(
		(db) => db.get(NOTES, PREFIX + room) as Promise<Note | undefined>
	);
	return note ? said(note) : null;
}

/** Everything that was given back on this device, the newest first. */
export async function allReturned(database: PersonDatabase): Promise<Returned[]> {
	const notes = await database.run(
		(db) => db.getAll(NOTES, IDBKeyRange.bound(PREFIX, `${PREFIX}\uffff`)) as Promise<Note[]>
	);
	return notes.map(said).sort((a, b) => b.at - a.at);
}

/** Adds lines to what was given back of a room; a line that is there already is not said twice. */
export async function keepReturned(
	place: ReturnedPlace,
	lines: readonly string[],
	at: number
): Promise<Returned> {
	const { database, person, room } = place;
	const before = await readReturned(place).catch(() => null);
	const all = [...new Set([...(before?.lines ?? []), ...lines])];
	const returned: Returned = { room, lines: all, at };
	const kept = database
		?.run((db) => db.put(NOTES, { ...returned, name: PREFIX + room }))
		.then(
			() => true,
			() => false
		);
	if (!(await kept)) unkept.set(`${person} ${room}`, returned);
	return returned;
}

/** Its author has copied it, or does not want it. */
export async function dismissReturned({ database, person, room }: ReturnedPlace): Promise<void> {
	unkept.delete(`${person} ${room}`);
	await database?.run((db) => db.delete(NOTES, PREFIX + room));
}
