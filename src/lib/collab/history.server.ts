/** The past of a document for capabilities: its log, any earlier state, whose its letters are. */
import { and, asc, desc, eq, gt, lte } from 'drizzle-orm';
import type { Tx } from '#lib/platform/db/port.server.ts';
import type { LogEntry } from './history.ts';
import { splice } from './splice.server.ts';
import { entriesOf, readClaims } from './store.server.ts';
import { docLog, docSnapshot } from './tables.server.ts';
import { scan } from './update.server.ts';

/** Every row of the log, oldest first, without what was written. */
export async function documentLog(q: Tx, room: string): Promise<LogEntry[]> {
	return q
		.select({ seq: docLog.seq, people: docLog.people, at: docLog.at })
		.from(docLog)
		.where(eq(docLog.doc, room))
		.orderBy(asc(docLog.seq));
}

/**
 * The document as it was after a row of the log, as one V1 update: the newest snapshot before it
 * and what was written from there on. Row 0 is the empty document.
 */
export async function documentStateAt(q: Tx, room: string, seq: number): Promise<Uint8Array> {
	const [snapshot] = await q
		.select({ seq: docSnapshot.seq, state: docSnapshot.state })
		.from(docSnapshot)
		.where(and(eq(docSnapshot.doc, room), lte(docSnapshot.seq, seq)))
		.orderBy(desc(docSnapshot.seq))
		.limit(1);
	const rows = await q
		.select({ updates: docLog.updates })
		.from(docLog)
		.where(and(eq(docLog.doc, room), gt(docLog.seq, snapshot?.seq ?? 0), lte(docLog.seq, seq)))
		.orderBy(asc(docLog.seq));
	const later = rows.flatMap((row) => entriesOf(row.updates).map(({ bytes }) => scan(bytes)));
	return splice(snapshot ? [scan(snapshot.state), ...later] : later).bytes;
}

/** Whose each Yjs client id is, by the server's own binding (CO-2). */
export async function documentClients(q: Tx, room: string): Promise<Map<number, string>> {
	const claims = await readClaims(q, room);
	return new Map(claims.map(({ client, person }) => [client, person]));
}
