/** Documents as capabilities see them, inside their own reads and writes. */
import { asc, eq, min } from 'drizzle-orm';
import type { Tx } from '#lib/platform/db/port.server.ts';
import { splice } from './splice.server.ts';
import { readStored } from './store.server.ts';
import { docClient, docSeal } from './tables.server.ts';

let sealings = 0;

/** Grows with every seal that may have been set: rooms ask the table again when it did. */
export const sealingsSoFar = (): number => sealings;

/**
 * The whole document as one V1 update. What anybody has seen is in it, since rooms store before
 * they relay. An update that says nothing when nobody has written yet.
 *
 * @param room `<capability>/<id>`
 */
export async function documentState(q: Tx, room: string): Promise<Uint8Array> {
	const { snapshot, tail } = await readStored(q, room);
	return splice([snapshot, tail]).bytes;
}

/**
 * Ends writing in a document, in the transaction of the command that made a record of it. Nothing
 * is written after the commit, whatever is on its way; readers stay.
 */
export async function sealDocument(tx: Tx, room: string, by: string, at: number): Promise<void> {
	sealings += 1;
	await tx.insert(docSeal).values({ doc: room, by, at }).onConflictDoNothing();
}

/** Who has written in the document, by the server's own binding, in order of first edit. */
export async function documentAuthors(
	q: Tx,
	room: string
): Promise<{ person: string; since: number | null }[]> {
	const since = min(docClient.at);
	return q
		.select({ person: docClient.person, since })
		.from(docClient)
		.where(eq(docClient.doc, room))
		.groupBy(docClient.person)
		.orderBy(asc(since));
}
