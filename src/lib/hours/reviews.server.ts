/** What others look at: objections that wait for an answer, late entries that the group can see. */
import { and, asc, eq, gt, inArray, isNull, or } from 'drizzle-orm';
import { ancestorCodes } from '#lib/kernel/view.ts';
import { unitNames, within } from '#lib/org/repo.server.ts';
import { reads } from '#lib/platform/handler.server.ts';
import { shiftTitles } from '#lib/posts/claims.server.ts';
import { peopleNames } from '#lib/roster/repo.server.ts';
import { entriesById } from './entries.server.ts';
import { ledUnits } from './repo.server.ts';
import { whyNoAnswer } from './rules.appeals.ts';
import { LATE_NOTICE } from './rules.ts';
import { shown } from './shown.server.ts';
import { hourAppeal, hourEntry } from './tables.server.ts';
import { lateOnNotice, openAppeals } from './views.ts';

const MOST = 200;

export const reviewReaders = [
	reads(openAppeals, async (q, _, { actor, now }) => {
		if (!actor) return null;
		const units = ledUnits(actor);
		if (units.length === 0) return { appeals: [] };
		const rows = await q
			.select()
			.from(hourAppeal)
			.where(
				and(
					isNull(hourAppeal.answeredAt),
					or(...units.map((unit) => within(hourAppeal.unit, unit)))
				)
			)
			.orderBy(asc(hourAppeal.dueAt))
			.limit(MOST);
		if (rows.length === 0) return { appeals: [] };
		const entries = await entriesById(
			q,
			rows.map((row) => row.entry)
		);
		const list = new Map((await shown(q, entries, now)).map((one) => [one.row.id, one]));
		return {
			appeals: rows.flatMap(({ id, entry, reason, at, dueAt, decider }) => {
				const found = list.get(entry);
				if (!found) return [];
				const barred = whyNoAnswer(actor, found.row, decider);
				return [
					{ id, personName: found.personName, entry: found.entry, reason, at, dueAt, barred }
				];
			})
		};
	}),

	reads(lateOnNotice, async (q, _, { actor, now }) => {
		if (!actor) return null;
		const above = [...new Set(actor.memberships.flatMap((seat) => ancestorCodes(seat.unit)))];
		if (above.length === 0) return { rows: [] };
		const rows = await q
			.select()
			.from(hourEntry)
			.where(
				and(
					eq(hourEntry.grade, 'C'),
					gt(hourEntry.at, now - LATE_NOTICE),
					isNull(hourEntry.reverses),
					isNull(hourEntry.reversedAt),
					or(isNull(hourEntry.decision), eq(hourEntry.decision, 'confirmed')),
					or(
						inArray(hourEntry.unit, above),
						...ledUnits(actor).map((unit) => within(hourEntry.unit, unit))
					)
				)
			)
			.orderBy(asc(hourEntry.at))
			.limit(MOST);
		const titles = await shiftTitles(
			q,
			rows.flatMap((row) => row.shift ?? [])
		);
		const units = await unitNames(
			q,
			rows.map((row) => row.unit)
		);
		const people = await peopleNames(
			q,
			rows.map((row) => row.person)
		);
		return {
			rows: rows.map((row) => ({
				id: row.id,
				personName: people.get(row.person) ?? '',
				unitName: units.get(row.unit) ?? row.unit,
				what: titles.get(row.shift ?? '') ?? row.note,
				day: row.day,
				minutes: row.minutes,
				until: row.at + LATE_NOTICE
			}))
		};
	})
];
