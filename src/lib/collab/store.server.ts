/** Documents in the database. Only lib/collab writes here; others read through documents.server.ts. */
import { and, asc, desc, eq, gt, sql } from 'drizzle-orm';
import { DAY, dayOf, startOfDay } from '#lib/kernel/time.ts';
import { prepared, type Tx } from '#lib/platform/db/port.server.ts';
import { ByteReader, ByteWriter } from './bytes.ts';
import { splice } from './splice.server.ts';
import { doc, docClient, docLog, docSeal, docSnapshot } from './tables.server.ts';
import { EMPTY, scan, type Update } from './update.server.ts';

/** One update and who sent it. */
export interface Entry {
	readonly person: string;
	readonly update: Update;
}

export interface Claim {
	readonly client: number;
	readonly person: string;
}

export interface Stored {
	/** The newest snapshot; an empty update when there is none. */
	readonly snapshot: Update;
	readonly snapshotSeq: number;
	/** What was written after it, as one update. */
	readonly tail: Update;
	/** The log's last row. */
	readonly seq: number;
}

const snapshotOf = prepared((q) =>
	q
		.select({ seq: docSnapshot.seq, state: docSnapshot.state })
		.from(docSnapshot)
		.where(eq(docSnapshot.doc, sql.placeholder('doc')))
		.orderBy(desc(docSnapshot.seq))
		.limit(1)
		.prepare()
);
const logAfter = prepared((q) =>
	q
		.select({ seq: docLog.seq, updates: docLog.updates })
		.from(docLog)
		.where(and(eq(docLog.doc, sql.placeholder('doc')), gt(docLog.seq, sql.placeholder('seq'))))
		.orderBy(asc(docLog.seq))
		.prepare()
);
const clientsOf = prepared((q) =>
	q
		.select({ client: docClient.client, person: docClient.person })
		.from(docClient)
		.where(eq(docClient.doc, sql.placeholder('doc')))
		.prepare()
);
const sealOf = prepared((q) =>
	q
		.select({ doc: docSeal.doc })
		.from(docSeal)
		.where(eq(docSeal.doc, sql.placeholder('doc')))
		.prepare()
);
const insertLog = prepared((tx) =>
	tx
		.insert(docLog)
		.values({
			doc: sql.placeholder('doc'),
			seq: sql.placeholder('seq'),
			updates: sql.placeholder('updates'),
			people: sql.placeholder('people'),
			at: sql.placeholder('at')
		})
		.prepare()
);

/** The newest snapshot and what was written after it. */
export async function readStored(q: Tx, room: string): Promise<Stored> {
	const [row] = await snapshotOf(q).execute({ doc: room });
	const snapshot = row ? scan(row.state) : EMPTY;
	const snapshotSeq = row?.seq ?? 0;
	const rows = await logAfter(q).execute({ doc: room, seq: snapshotSeq });
	const updates = rows.flatMap((r) => entriesOf(r.updates).map(({ bytes }) => scan(bytes)));
	return { snapshot, snapshotSeq, tail: splice(updates), seq: rows.at(-1)?.seq ?? snapshotSeq };
}

export const readClaims = (q: Tx, room: string): Promise<Claim[]> =>
	Promise.resolve(clientsOf(q).execute({ doc: room }));

export async function isSealed(q: Tx, room: string): Promise<boolean> {
	const rows = await sealOf(q).execute({ doc: room });
	return rows.length > 0;
}

/** Appends what arrived for a document since the last commit; `seq` 1 makes the document. */
export async function append(
	tx: Tx,
	room: string,
	seq: number,
	entries: readonly Entry[],
	claims: readonly Claim[],
	at: number
): Promise<void> {
	if (seq === 1) {
		await tx.insert(doc).values({ id: room, createdAt: at }).onConflictDoNothing();
	}
	const { updates, people } = encodeEntries(entries);
	await insertLog(tx).execute({ doc: room, seq, updates, people, at });
	if (claims.length > 0) {
		const rows = claims.map(({ client, person }) => ({ doc: room, client, person, at }));
		await tx.insert(docClient).values(rows).onConflictDoNothing();
	}
}

/**
 * Keeps a snapshot. Of each day only the last one stays: with the log it gives back any moment.
 *
 * @param seq the last row of the log that is in it
 */
export async function keepSnapshot(
	tx: Tx,
	room: string,
	seq: number,
	state: Uint8Array,
	at: number
): Promise<void> {
	const today = startOfDay(dayOf(at));
	const earlier = await tx
		.select({ seq: docSnapshot.seq, at: docSnapshot.at })
		.from(docSnapshot)
		.where(eq(docSnapshot.doc, room))
		.orderBy(desc(docSnapshot.seq))
		.limit(1);
	for (const last of earlier) {
		if (last.seq >= seq) return;
		if (last.at >= today && last.at < today + DAY) {
			await tx
				.delete(docSnapshot)
				.where(and(eq(docSnapshot.doc, room), eq(docSnapshot.seq, last.seq)));
		}
	}
	await tx.insert(docSnapshot).values({ doc: room, seq, state: Buffer.from(state), at });
}

/** A row of the log: for each update, whose it is and its bytes. */
export function entriesOf(row: Uint8Array): { author: number; bytes: Uint8Array }[] {
	const reader = new ByteReader(row);
	const entries: { author: number; bytes: Uint8Array }[] = [];
	while (reader.position < row.length) {
		entries.push({ author: reader.varUint(), bytes: reader.varBytes() });
	}
	return entries;
}

function encodeEntries(entries: readonly Entry[]): { updates: Buffer; people: string[] } {
	const people: string[] = [];
	const writer = new ByteWriter();
	for (const { person, update } of entries) {
		let index = people.indexOf(person);
		if (index < 0) index = people.push(person) - 1;
		writer.varUint(index).varBytes(update.bytes);
	}
	const bytes = writer.done();
	return { updates: Buffer.from(bytes.buffer, 0, bytes.length), people };
}
