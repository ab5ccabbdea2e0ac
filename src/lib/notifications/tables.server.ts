import { index, json, ref, sequence, table, time, words } from '#lib/platform/db/columns.server.ts';
import type { NoticeName, NoticeParams } from './schema.ts';

/** Something a person is told. Written in the transaction of what happened: none is lost. */
export const notice = table(
	'notice',
	{
		seq: sequence('seq'),
		id: words('id').notNull().unique(),
		person: ref('person').notNull(),
		name: words('name').$type<NoticeName>().notNull(),
		params: json<NoticeParams>('params').notNull(),
		href: words('href').notNull(),
		/** The command that it is about. */
		command: ref('command').notNull(),
		at: time('at').notNull(),
		readAt: time('read_at')
	},
	(t) => [index('notice_by_person').on(t.person, t.readAt)]
);
