/** Objections to what became of an entry, and the answers (HO-14). */
import { and, eq, inArray, isNull } from 'drizzle-orm';
import { LEADERS } from '#lib/kernel/actor.ts';
import { done, refused } from '#lib/kernel/outcome.ts';
import { ancestorCodes } from '#lib/kernel/view.ts';
import type { Tx } from '#lib/platform/db/port.server.ts';
import { handle } from '#lib/platform/handler.server.ts';
import { shiftTitles } from '#lib/posts/claims.server.ts';
import { membersOf } from '#lib/roster/repo.server.ts';
import { answerAppeal, appealHours } from './commands.ts';
import { entriesById, liveEntriesAround, stateOf, type EntryRow } from './entries.server.ts';
import { decideAppeal, whyNoAnswer, type Verdict } from './rules.appeals.ts';
import { ANSWER_WITHIN, minutesOn, MOST_PER_DAY } from './rules.ts';
import { hourAppeal, hourEntry } from './tables.server.ts';
import { announceConfirmed, append, decide, payloadOf, topicsOf } from './writes.server.ts';

export type AppealRow = typeof hourAppeal.$inferSelect;

/** Appeals of these entries, by entry. */
export async function appealsOf(
	q: Tx,
	entries: readonly string[]
): Promise<Map<string, AppealRow>> {
	if (entries.length === 0) return new Map();
	const rows = await q
		.select()
		.from(hourAppeal)
		.where(inArray(hourAppeal.entry, [...entries]));
	return new Map(rows.map((row) => [row.entry, row]));
}

/** Who rejected these entries or took them back, and when, by entry. */
export async function verdictsOf(
	q: Tx,
	entries: readonly EntryRow[]
): Promise<Map<string, Verdict>> {
	const found = new Map<string, Verdict>();
	for (const { id, decision, decidedBy, decidedAt } of entries) {
		if (decision === 'rejected' && decidedBy !== null && decidedAt !== null) {
			found.set(id, { by: decidedBy, at: decidedAt });
		}
	}
	const back = entries.filter((entry) => entry.reversedAt !== null).map((entry) => entry.id);
	if (back.length === 0) return found;
	const rows = await q
		.select({ of: hourEntry.reverses, by: hourEntry.by, at: hourEntry.at })
		.from(hourEntry)
		.where(inArray(hourEntry.reverses, back));
	for (const { of, by, at } of rows) if (of !== null) found.set(of, { by, at });
	return found;
}

/** Those who run the unit, up to its community, but not the ones it is about. */
async function whoAnswers(tx: Tx, unit: string, but: readonly string[], now: number) {
	const people: string[] = [];
	for (const code of ancestorCodes(unit).filter((one) => one.length >= 12)) {
		const seats = await membersOf(tx, code, { now, roles: LEADERS });
		people.push(...seats.map((seat) => seat.person));
	}
	return [...new Set(people)].filter((person) => !but.includes(person));
}

const titleOf = async (tx: Tx, { shift }: EntryRow) =>
	shift === null ? null : ((await shiftTitles(tx, [shift])).get(shift) ?? null);

export const appealHandlers = [
	handle(appealHours, {
		facts: async (tx, input) => {
			const [entry] = await entriesById(tx, [input.entry]);
			return entry ? { target: entry, unit: entry.unit, facts: entry } : null;
		},
		execute: async (tx, { id, reason }, entry, { now, emit }) => {
			const verdict = (await verdictsOf(tx, [entry])).get(entry.id) ?? null;
			const appealed = (await appealsOf(tx, [entry.id])).size > 0;
			const { person, unit, by } = entry;
			const why = decideAppeal({ person, state: stateOf(entry) }, verdict, appealed, now);
			if (why || !verdict) return why ?? refused('not_decided');
			const dueAt = now + ANSWER_WITHIN;
			const row = { id, entry: entry.id, person, unit, decider: verdict.by, reason };
			const added = await tx
				.insert(hourAppeal)
				.values({ ...row, at: now, dueAt })
				.onConflictDoNothing()
				.returning({ id: hourAppeal.id });
			if (added.length === 0) return refused('id_reused');
			const people = await whoAnswers(tx, unit, [verdict.by, person, by], now);
			const title = await titleOf(tx, entry);
			emit({
				name: 'hours.appealed',
				topics: topicsOf(entry),
				payload: { ...payloadOf(entry), title, people, dueAt }
			});
			return done({ dueAt });
		}
	}),

	handle(answerAppeal, {
		facts: async (tx, input) => {
			const [appeal] = await tx.select().from(hourAppeal).where(eq(hourAppeal.id, input.appeal));
			const [entry] = appeal ? await entriesById(tx, [appeal.entry]) : [];
			if (!appeal || !entry) return null;
			return { target: appeal, unit: appeal.unit, facts: { appeal, entry } };
		},
		execute: async (tx, input, { appeal, entry }, context) => {
			const { actor, now, emit } = context;
			const barred = whyNoAnswer(actor, entry, appeal.decider);
			if (barred) return refused(barred);
			if (appeal.answeredAt !== null) return refused('decided');
			const { verdict, answer } = input;
			const instead = verdict === 'granted' ? input.entry : null;
			await tx
				.update(hourAppeal)
				.set({ verdict, answer, instead, answeredBy: actor.id, answeredAt: now })
				.where(and(eq(hourAppeal.id, appeal.id), isNull(hourAppeal.answeredAt)));
			const title = await titleOf(tx, entry);
			if (instead !== null) {
				const { person, unit, shift, startsAt, endsAt, minutes, grade, flags, note, by } = entry;
				const own = await liveEntriesAround(tx, person, startsAt);
				const before = minutesOn(entry.day, own);
				if (before + minutes > MOST_PER_DAY) return refused('over_day', { minutes: before });
				if (shift !== null && own.some((one) => one.shift === shift)) return refused('already');
				const again = { id: instead, person, unit, shift, startsAt, endsAt, minutes, grade };
				if (!(await append(tx, { ...again, flags, note, by }, context))) {
					return refused('id_reused');
				}
				await decide(tx, [instead], 'confirmed', context, answer);
				announceConfirmed({ ...again, day: entry.day }, title, context);
			}
			emit({
				name: 'hours.appealAnswered',
				topics: topicsOf(entry),
				payload: { ...payloadOf(entry), title, verdict }
			});
			return done(null);
		}
	})
];
