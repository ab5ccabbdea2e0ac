import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { reads } from '#lib/platform/handler.server.ts';
import { notice } from './tables.server.ts';
import { myNotices } from './views.ts';

const MOST = 100;

export const readers = [
	reads(myNotices, async (q, _, { actor }) => {
		if (!actor) return null;
		const notices = await q
			.select({
				id: notice.id,
				name: notice.name,
				params: notice.params,
				href: notice.href,
				at: notice.at,
				readAt: notice.readAt
			})
			.from(notice)
			.where(eq(notice.person, actor.id))
			.orderBy(desc(notice.seq))
			.limit(MOST);
		const [unread] = await q
			.select({ n: sql<number>`count(*)` })
			.from(notice)
			.where(and(eq(notice.person, actor.id), isNull(notice.readAt)));
		return { notices, unread: unread?.n ?? 0 };
	})
];
