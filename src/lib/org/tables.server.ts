import { count, index, ref, table, time, words } from '#lib/platform/db/columns.server.ts';
import type { UnitKind, UnitLevel } from './schema.ts';

/** A node of the tree. Its code is its id: a prefix of its children's (OR-1). */
export const unit = table(
	'unit',
	{
		code: words('code').primaryKey(),
		name: words('name').notNull(),
		level: words('level').$type<UnitLevel>().notNull(),
		parent: ref('parent'),
		kind: words('kind').$type<UnitKind>(),
		households: count('households'),
		boats: count('boats'),
		createdAt: time('created_at').notNull()
	},
	(t) => [index('unit_by_parent').on(t.parent)]
);

/** A unit with history is closed, never deleted (OR-6). */
export const unitClosure = table('unit_closure', {
	unit: ref('unit')
		.primaryKey()
		.references(() => unit.code),
	by: ref('by').notNull(),
	at: time('at').notNull()
});
