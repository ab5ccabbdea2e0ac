/** Entries as people read them: with names, objections, and until when what is possible. */
import { unitNames } from '#lib/org/repo.server.ts';
import type { Tx } from '#lib/platform/db/port.server.ts';
import { shiftTitles } from '#lib/posts/claims.server.ts';
import { peopleNames } from '#lib/roster/repo.server.ts';
import { appealsOf, verdictsOf, type AppealRow } from './appeals.server.ts';
import { stateOf, type EntryRow } from './entries.server.ts';
import { appealUntil, noticeUntil } from './rules.appeals.ts';
import type { Appeal, HourEntryView } from './schema.ts';

function appealView(row: AppealRow | undefined, name: (id: string) => string): Appeal | null {
	if (!row) return null;
	const { id, reason, at, dueAt, answeredAt, answeredBy, verdict, answer } = row;
	return {
		...{ id, reason, at, dueAt, answeredAt, verdict, answer },
		answeredBy: answeredBy === null ? null : name(answeredBy)
	};
}

/** Adds names to entries, as people read them. */
export async function shown(q: Tx, rows: readonly EntryRow[], now: number) {
	const appeals = await appealsOf(
		q,
		rows.map((row) => row.id)
	);
	const verdicts = await verdictsOf(q, rows);
	const titles = await shiftTitles(
		q,
		rows.flatMap((row) => row.shift ?? [])
	);
	const units = await unitNames(
		q,
		rows.map((row) => row.unit)
	);
	const people = await peopleNames(q, [
		...rows.flatMap((row) => [row.person, row.by, row.decidedBy ?? row.by]),
		...[...appeals.values()].flatMap((appeal) => appeal.answeredBy ?? [])
	]);
	const name = (id: string) => people.get(id) ?? '';
	return rows.map((row) => ({
		row,
		personName: name(row.person),
		entry: {
			id: row.id,
			day: row.day,
			startsAt: row.startsAt,
			endsAt: row.endsAt,
			minutes: row.minutes,
			grade: row.grade,
			state: stateOf(row),
			flags: row.flags,
			title: row.shift ? (titles.get(row.shift) ?? null) : null,
			shift: row.shift,
			unitName: units.get(row.unit) ?? row.unit,
			note: row.note,
			enteredBy: row.by === row.person ? null : name(row.by),
			decidedBy: row.decidedBy ? name(row.decidedBy) : null,
			decidedAt: row.decidedAt,
			reason: row.reason,
			reverses: row.reverses,
			noticeUntil: noticeUntil(row, now),
			appealUntil: appealUntil(
				{ person: row.person, state: stateOf(row) },
				verdicts.get(row.id) ?? null
			),
			appeal: appealView(appeals.get(row.id), name)
		} satisfies HourEntryView
	}));
}
