/** Several shifts opened together, on the days of a pattern (PO-14). */
import { eq } from 'drizzle-orm';
import { uuidv7 } from '#lib/kernel/id.ts';
import { done, refused } from '#lib/kernel/outcome.ts';
import { handle } from '#lib/platform/handler.server.ts';
import { openSeries } from './commands.ts';
import { findPost } from './repo.server.ts';
import { checkSeries, daysOfSeries, hoursOn } from './rules.series.ts';
import { checkTimes } from './rules.ts';
import { chineseCalendar } from './schema.calendar.ts';
import { series, shift } from './tables.server.ts';
import { postTopics } from './views.ts';

export const seriesHandlers = [
	handle(openSeries, {
		facts: async (tx, input) => {
			const row = await findPost(tx, input.post);
			return row && { target: { unit: row.unit }, unit: row.unit, facts: row };
		},
		execute: async (tx, input, row, { actor, now, emit }) => {
			if (row.closedAt !== null) return refused('post_closed');
			const { id, days: asked, start, end, capacity } = input;
			const { days } = daysOfSeries(asked, chineseCalendar);
			const wrong = checkSeries(asked, days);
			if (wrong) return wrong;
			const shifts = days.map((day) => ({ id: uuidv7(now), ...hoursOn(day, start, end) }));
			const badly = checkTimes(shifts, now);
			if (badly) return badly;
			const [taken] = await tx.select({ id: series.id }).from(series).where(eq(series.id, id));
			if (taken) return refused('id_reused');
			const by = { by: actor.id, at: now };
			await tx.insert(series).values({ id, post: row.id, days: asked, start, end, ...by });
			await tx.insert(shift).values(
				shifts.map((one) => ({
					...{ ...one, ...by, post: row.id, unit: row.unit, audience: row.audience, capacity },
					series: shifts.length > 1 ? id : null
				}))
			);
			emit({
				name: 'shifts.opened',
				topics: postTopics(row),
				payload: { post: row.id, unit: row.unit, series: id, shifts: shifts.map((s) => s.id) }
			});
			return done({ opened: shifts.length });
		}
	})
];
