import { eq } from 'drizzle-orm';
import { isWithin } from '#lib/kernel/actor.ts';
import { done, refused } from '#lib/kernel/outcome.ts';
import { DAY, dayOf, HOUR } from '#lib/kernel/time.ts';
import { recordTopic } from '#lib/kernel/view.ts';
import { findUnit } from '#lib/org/repo.server.ts';
import type { Tx } from '#lib/platform/db/port.server.ts';
import { handle, type Context } from '#lib/platform/handler.server.ts';
import { findShift, holdsPlace, liveClaims, shiftTitles } from '#lib/posts/claims.server.ts';
import { plannedMinutes } from '#lib/posts/rules.ts';
import { findPerson, seatsOf } from '#lib/roster/repo.server.ts';
import {
	checkIn,
	checkOut,
	confirmHours,
	enterHours,
	rejectHours,
	reverseHours,
	tickAttendance,
	withdrawHours
} from './commands.ts';
import {
	entriesById,
	liveEntriesAround,
	liveEntriesOfShift,
	madeForOthers,
	marksOf,
	stateOf
} from './entries.server.ts';
import {
	decideCheckIn,
	decideCheckOut,
	decideConfirm,
	decideLate,
	flagsOf,
	minutesOn,
	MOST_PER_DAY,
	whyBarred,
	whyNoTick,
	type Mark
} from './rules.ts';
import { attendance, hourEntry } from './tables.server.ts';
import { announceConfirmed, append, decide, payloadOf, topicsOf } from './writes.server.ts';

const NONE_MADE = { madeForOthers: 0, roundForOthers: 0 };

const presenceFacts = async (tx: Tx, id: string, person: string) => {
	const shift = await findShift(tx, id);
	if (!shift) return null;
	const marks = await marksOf(tx, id, person);
	const held = await holdsPlace(tx, id, person);
	return { target: shift, unit: shift.unit, facts: { shift, held, ...marks } };
};

/** Keeps a mark. False when its id is taken. */
async function mark(
	tx: Tx,
	kind: 'in' | 'out',
	input: { id: string; shift: string },
	unit: string,
	counts: Mark,
	{ actor, now, claimedAt, emit }: Context
): Promise<boolean> {
	const added = await tx
		.insert(attendance)
		.values({ ...input, ...counts, kind, person: actor.id, claimedAt, receivedAt: now })
		.onConflictDoNothing()
		.returning({ id: attendance.id });
	if (added.length === 0) return false;
	emit({
		name: kind === 'in' ? 'attendance.in' : 'attendance.out',
		topics: [recordTopic('attendance', input.shift), ...topicsOf({ person: actor.id, unit })],
		payload: { shift: input.shift, person: actor.id }
	});
	return true;
}

const oneEntry = async (tx: Tx, id: string) => {
	const [entry] = await entriesById(tx, [id]);
	return entry ? { target: entry, unit: entry.unit, facts: entry } : null;
};

/** A leader enters hours only for those who have a seat in the leader's part of the tree. */
async function isOfUnit(tx: Tx, person: string, units: readonly string[]): Promise<boolean> {
	const seats = await seatsOf(tx, person);
	return seats.some((seat) => units.some((unit) => isWithin(seat.unit, unit)));
}

export const handlers = [
	handle(checkIn, {
		facts: (tx, input, { actor }) => presenceFacts(tx, input.shift, actor.id),
		execute: async (tx, input, facts, context) => {
			const decision = decideCheckIn(facts, context.now, context.claimedAt);
			if ('kind' in decision) return decision;
			const isNew = await mark(tx, 'in', input, facts.shift.unit, decision, context);
			return isNew ? done({ at: decision.at }) : refused('id_reused');
		}
	}),

	handle(checkOut, {
		facts: (tx, input, { actor }) => presenceFacts(tx, input.shift, actor.id),
		execute: async (tx, input, facts, context) => {
			const decision = decideCheckOut(facts, context.now, context.claimedAt);
			if ('kind' in decision) return decision;
			const { shift } = facts;
			const person = context.actor.id;
			const { at, minutes, from, skewed } = decision;
			const isNew = await mark(tx, 'out', input, shift.unit, { at, skewed }, context);
			if (!isNew) return refused('id_reused');
			const own = await liveEntriesAround(tx, person, shift.startsAt);
			// A leader has ticked this person off meanwhile: those hours stand.
			if (own.some((entry) => entry.shift === shift.id)) return done({ at, minutes });
			const hours = { startsAt: from, endsAt: Math.min(at, shift.endsAt), minutes };
			const unsure = skewed || facts.in?.skewed === true;
			await append(
				tx,
				{
					...hours,
					id: input.id,
					person,
					unit: shift.unit,
					shift: shift.id,
					grade: 'A',
					flags: flagsOf(hours, own, unsure ? ['clock'] : []),
					note: ''
				},
				context
			);
			return done({ at, minutes });
		}
	}),

	handle(tickAttendance, {
		facts: async (tx, input) => {
			const shift = await findShift(tx, input.shift);
			return shift && { target: shift, unit: shift.unit, facts: shift };
		},
		execute: async (tx, { present }, shift, context) => {
			const why = whyNoTick(shift, context.now);
			if (why) return why;
			if (present.some((p) => p.person === context.actor.id)) return refused('own');
			const planned = plannedMinutes(shift);
			if (present.some((p) => p.minutes > planned)) return refused('over_plan', { planned });
			const held = new Set(
				(await liveClaims(tx, shift.id)).filter((c) => c.held).map((c) => c.person)
			);
			if (present.some((p) => !held.has(p.person))) return refused('no_place');
			const entered = await liveEntriesOfShift(tx, shift.id);
			const open = [...new Map(present.map((p) => [p.person, p])).values()].filter(
				(p) => !entered.has(p.person)
			);
			let waiting = 0;
			for (const { entry: id, person, minutes } of open) {
				const { startsAt, unit, id: of } = shift;
				const endsAt = startsAt + minutes * (HOUR / 60);
				const own = await liveEntriesAround(tx, person, startsAt);
				const flags = flagsOf({ startsAt, endsAt, minutes }, own);
				const row = { id, person, unit, shift: of, startsAt, endsAt, minutes, note: '' };
				const isNew = await append(tx, { ...row, grade: 'B', flags }, context);
				if (!isNew) return refused('id_reused');
				// In two places at once, or a very long day: somebody else looks.
				if (flags.length > 0) {
					waiting += 1;
					continue;
				}
				await decide(tx, [id], 'confirmed', context);
				announceConfirmed({ ...row, grade: 'B', day: dayOf(startsAt) }, shift.title, context);
			}
			const already = present.length - open.length;
			return done({ confirmed: open.length - waiting, already, waiting });
		}
	}),

	handle(enterHours, {
		facts: async (tx, input, { actor }) => {
			const person = input.person ?? actor.id;
			const shift = input.shift === null ? null : await findShift(tx, input.shift);
			if (input.shift !== null && (!shift || shift.unit !== input.unit)) return null;
			const held = shift ? await holdsPlace(tx, shift.id, person) : false;
			if (!(await findUnit(tx, input.unit)) || !(await findPerson(tx, person))) return null;
			if (person !== actor.id && actor.kind === 'person') {
				const led = actor.memberships.map((m) => m.unit);
				if (!(await isOfUnit(tx, person, led))) return null;
			}
			// Who held a place in a shift offered from elsewhere belongs to it for that.
			const unit = held && person === actor.id ? (shift?.audience ?? input.unit) : input.unit;
			return { target: { unit, person }, unit: input.unit, facts: { person, shift, held } };
		},
		execute: async (tx, input, { person, shift, held }, context) => {
			const { actor, now } = context;
			const marks = shift ? await marksOf(tx, shift.id, person) : { in: null, out: null };
			const forOther = person !== actor.id;
			const decision = decideLate(
				input,
				{
					...marks,
					shift,
					held,
					own: await liveEntriesAround(tx, person, input.startsAt),
					...(forOther ? await madeForOthers(tx, actor.id, now - DAY) : NONE_MADE)
				},
				now
			);
			if ('kind' in decision) return decision;
			const { id, unit, startsAt, endsAt, note } = input;
			const isNew = await append(
				tx,
				{
					...{ id, unit, startsAt, endsAt, note, person },
					...decision,
					shift: shift?.id ?? null,
					grade: actor.kind === 'system' ? 'D' : 'C'
				},
				context
			);
			return isNew ? done({ minutes: decision.minutes }) : refused('id_reused');
		}
	}),

	handle(confirmHours, {
		facts: async (tx, input) => {
			const entries = await entriesById(tx, input.entries);
			if (entries.length < new Set(input.entries).size) return null;
			const units = [...new Set(entries.map((entry) => entry.unit))];
			return { target: { units }, unit: units.sort()[0] ?? '', facts: entries };
		},
		execute: async (tx, _, entries, context) => {
			const decision = decideConfirm(
				context.actor,
				entries.map((entry) => ({ ...entry, state: stateOf(entry) }))
			);
			if ('kind' in decision) return decision;
			const ids = new Set(decision.map((entry) => entry.id));
			const open = entries.filter((entry) => ids.has(entry.id));
			await decide(tx, [...ids], 'confirmed', context);
			const titles = await shiftTitles(
				tx,
				open.flatMap((entry) => entry.shift ?? [])
			);
			for (const entry of open) {
				announceConfirmed(entry, titles.get(entry.shift ?? '') ?? null, context);
			}
			return done({ confirmed: open.length, already: entries.length - open.length });
		}
	}),

	handle(rejectHours, {
		facts: (tx, input) => oneEntry(tx, input.entry),
		execute: async (tx, { reason }, entry, context) => {
			const barred = whyBarred(context.actor, entry);
			if (barred) return refused(barred);
			if (stateOf(entry) !== 'pending') return refused('decided');
			await decide(tx, [entry.id], 'rejected', context, reason);
			const titles = await shiftTitles(tx, entry.shift ? [entry.shift] : []);
			context.emit({
				name: 'hours.rejected',
				topics: topicsOf(entry),
				payload: { ...payloadOf(entry), title: titles.get(entry.shift ?? '') ?? null }
			});
			return done(null);
		}
	}),

	handle(withdrawHours, {
		facts: (tx, input) => oneEntry(tx, input.entry),
		execute: async (tx, _, entry, context) => {
			if (stateOf(entry) !== 'pending') return refused('decided');
			await decide(tx, [entry.id], 'withdrawn', context);
			context.emit({ name: 'hours.withdrawn', topics: topicsOf(entry), payload: payloadOf(entry) });
			return done(null);
		}
	}),

	handle(reverseHours, {
		facts: (tx, input) => oneEntry(tx, input.entry),
		execute: async (tx, { id, reason, instead }, entry, context) => {
			const { actor, now } = context;
			// Giving hours up needs no second person; writing oneself others does.
			if (actor.id === entry.person && instead) return refused('own');
			if (stateOf(entry) !== 'confirmed' || entry.reverses !== null)
				return refused('not_confirmed');
			await tx.update(hourEntry).set({ reversedAt: now }).where(eq(hourEntry.id, entry.id));
			const { person, unit, shift, startsAt, endsAt, grade } = entry;
			const same = { person, unit, shift, startsAt, note: reason };
			const back = { ...same, endsAt, grade, id, minutes: -entry.minutes, flags: [] };
			if (!(await append(tx, { ...back, reverses: entry.id }, context)))
				return refused('id_reused');
			await decide(tx, [id], 'confirmed', context);
			if (instead) {
				const own = await liveEntriesAround(tx, person, startsAt);
				const before = minutesOn(entry.day, own);
				if (before + instead.minutes > MOST_PER_DAY) {
					return refused('over_day', { minutes: before });
				}
				const hours = {
					startsAt,
					endsAt: startsAt + instead.minutes * (HOUR / 60),
					minutes: instead.minutes
				};
				const flags = flagsOf(hours, own);
				const right = { ...same, ...hours, flags, id: instead.id, grade: 'C' as const };
				if (!(await append(tx, right, context))) return refused('id_reused');
			}
			const titles = await shiftTitles(tx, shift ? [shift] : []);
			context.emit({
				name: 'hours.reversed',
				topics: topicsOf(entry),
				payload: { ...payloadOf(entry), title: titles.get(shift ?? '') ?? null, by: actor.id }
			});
			return done({ reversal: id });
		}
	})
];
