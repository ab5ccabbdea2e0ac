import {
	bytes,
	count,
	id,
	index,
	json,
	primaryKey,
	ref,
	table,
	time
} from '#lib/platform/db/columns.server.ts';

/** A document. Its id is its room: `<capability>/<id>`. The row comes with the first edit. */
export const doc = table('doc', {
	id: id('id'),
	createdAt: time('created_at').notNull()
});

/**
 * Everything that was ever written, in order: the history, and what a restart reads after the last
 * snapshot. One row per document and commit.
 */
export const docLog = table(
	'doc_log',
	{
		doc: ref('doc').notNull(),
		/** 1, 2, 3 … within the document. */
		seq: count('seq').notNull(),
		/** Updates (V1), each after the index of its author in `people` and its length. */
		updates: bytes('updates').notNull(),
		/** Ids of those who wrote them. */
		people: json<readonly string[]>('people').notNull(),
		at: time('at').notNull()
	},
	(t) => [primaryKey({ columns: [t.doc, t.seq] })]
);

/** The document as one update, as it was after a row of the log. */
export const docSnapshot = table(
	'doc_snapshot',
	{
		doc: ref('doc').notNull(),
		seq: count('seq').notNull(),
		state: bytes('state').notNull(),
		at: time('at').notNull()
	},
	(t) => [primaryKey({ columns: [t.doc, t.seq] })]
);

/** Whose a Yjs client id is, in one document. The first claim wins and is never taken back. */
export const docClient = table(
	'doc_client',
	{
		doc: ref('doc').notNull(),
		client: count('client').notNull(),
		person: ref('person').notNull(),
		at: time('at').notNull()
	},
	(t) => [primaryKey({ columns: [t.doc, t.client] }), index('doc_client_by_person').on(t.person)]
);

/** From here on the document is only read: it was frozen into a record. */
export const docSeal = table('doc_seal', {
	doc: id('doc'),
	by: ref('by').notNull(),
	at: time('at').notNull()
});
