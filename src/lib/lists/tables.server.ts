import {
	count,
	id,
	index,
	json,
	ref,
	table,
	time,
	uniqueIndex,
	words
} from '#lib/platform/db/columns.server.ts';
import { unit } from '#lib/org/tables.server.ts';
import type { ListKind, ListRow } from './schema.ts';

export const list = table(
	'list',
	{
		id: id(),
		unit: ref('unit')
			.notNull()
			.references(() => unit.code),
		kind: words('kind').$type<ListKind>().notNull(),
		title: words('title').notNull(),
		by: ref('by').notNull(),
		at: time('at').notNull()
	},
	(t) => [index('list_by_unit').on(t.unit, t.kind)]
);

/** A list that is done with; its versions stay readable (LI-7). */
export const listClosure = table('list_closure', {
	list: ref('list')
		.primaryKey()
		.references(() => list.id),
	by: ref('by').notNull(),
	at: time('at').notNull()
});

/** A published version: written once, never changed (LI-5). */
export const listVersion = table(
	'list_version',
	{
		id: id(),
		list: ref('list')
			.notNull()
			.references(() => list.id),
		/** 1, 2, 3 … within its list. */
		n: count('n').notNull(),
		rows: json<readonly ListRow[]>('rows').notNull(),
		rowCount: count('row_count').notNull(),
		sha256: words('sha256').notNull(),
		note: words('note').notNull(),
		by: ref('by').notNull(),
		at: time('at').notNull()
	},
	(t) => [uniqueIndex('list_version_by_number').on(t.list, t.n)]
);
