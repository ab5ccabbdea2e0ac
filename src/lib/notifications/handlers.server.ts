import { and, eq, inArray, isNull } from 'drizzle-orm';
import { uuidv7 } from '#lib/kernel/id.ts';
import { done } from '#lib/kernel/outcome.ts';
import { personTopic } from '#lib/kernel/view.ts';
import { handle, type Reactor } from '#lib/platform/handler.server.ts';
import { markRead } from './commands.ts';
import { TOLD } from './rules.ts';
import { notice } from './tables.server.ts';

export const handlers = [
	handle(markRead, {
		facts: async () => ({ target: undefined as never, facts: null }),
		execute: async (tx, { notices }, _, { actor, now, emit }) => {
			const read = await tx
				.update(notice)
				.set({ readAt: now })
				.where(
					and(
						eq(notice.person, actor.id),
						isNull(notice.readAt),
						notices ? inArray(notice.id, notices) : undefined
					)
				)
				.returning({ id: notice.id });
			if (read.length > 0) emit({ name: 'notices.read', topics: [personTopic(actor.id)] });
			return done({ read: read.length });
		}
	})
];

/** One per event that tells somebody: writes the notices in the same transaction (NO-2). */
export const reactors: readonly Reactor[] = Object.entries(TOLD).map(([on, notices]) => ({
	on,
	react: async (tx, event, { actor, now, command, emit }) => {
		const told = notices({ payload: event.payload, at: event.at, by: actor.id });
		if (told.length === 0) return;
		await tx
			.insert(notice)
			.values(told.map((one) => ({ ...one, id: uuidv7(now), command, at: now })));
		emit({ name: 'notices.added', topics: told.map((one) => personTopic(one.person)) });
	}
}));
