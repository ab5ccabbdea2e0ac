import { and, eq, gte, inArray, isNull, or } from 'drizzle-orm';
import { done, refused } from '#lib/kernel/outcome.ts';
import { dayOf } from '#lib/kernel/time.ts';
import { personTopic, recordTopic, subtreeTopics } from '#lib/kernel/view.ts';
import { findUnit } from '#lib/org/repo.server.ts';
import type { Tx } from '#lib/platform/db/port.server.ts';
import { handle, type Context, type Reactor } from '#lib/platform/handler.server.ts';
import { addPerson, addSeat, editPerson, endSeat, mapAlias } from './commands.ts';
import { applyRowsHandler } from './import-rows.server.ts';
import { initialsOf } from './names.server.ts';
import { findPerson, findSeat, membersOf, peopleByPhone, seatsOf } from './repo.server.ts';
import { dayBefore, holdsOn, seatFits } from './rules.ts';
import { squash } from './rules.words.ts';
import type { SeatRow } from './schema.ts';
import { alias, membership, person } from './tables.server.ts';

/** Topics of a person's entry and of the units where the person has or had a seat. */
export const personTopics = (id: string, units: readonly string[]): string[] => [
	personTopic(id),
	recordTopic('roster-person', id),
	...new Set(units.flatMap((unit) => subtreeTopics('roster', unit)))
];

export const handlers = [
	applyRowsHandler,

	handle(addPerson, {
		async facts(tx, { seat, name, phone }) {
			const unit = await findUnit(tx, seat.unit);
			if (!unit) return null;
			const same = phone
				? (await peopleByPhone(tx, phone)).find((p) => p.name === name)
				: undefined;
			return {
				target: { unit: seat.unit, role: seat.role },
				unit: seat.unit,
				facts: { unit, known: same ?? null, seats: same ? await seatsOf(tx, same.id) : [] }
			};
		},
		async execute(tx, { id, seat, ...fields }, { unit, known, seats }, context) {
			if (!seatFits(seat.unit, seat.role)) return refused('seat_does_not_fit', { role: seat.role });
			if (unit.closedAt !== null) return refused('unit_closed', { unit: unit.name });
			const who = known?.id ?? id;
			if (!known) {
				const initials = initialsOf(fields.name);
				await tx.insert(person).values({ id, ...fields, initials, createdAt: context.now });
				context.emit({
					name: 'person.added',
					topics: personTopics(id, [seat.unit]),
					payload: { person: id }
				});
			}
			const held = seats.some(
				(s) => s.unit === seat.unit && s.role === seat.role && holdsOn(s, dayOf(context.now))
			);
			if (!held) await takeSeat(tx, { ...seat, person: who, to: null }, context);
			return done({ person: who, merged: known !== null });
		}
	}),

	handle(editPerson, {
		async facts(tx, input, { now }) {
			const found = await findPerson(tx, input.person);
			if (!found) return null;
			const today = dayOf(now);
			const seats = (await seatsOf(tx, found.id)).filter((seat) => holdsOn(seat, today));
			return {
				target: { seats },
				...(seats[0] ? { unit: seats[0].unit } : {}),
				facts: { found, seats }
			};
		},
		async execute(tx, { person: id, ...fields }, { found, seats }, context) {
			if (fields.phone) {
				const same = await peopleByPhone(tx, fields.phone);
				if (same.some((p) => p.id !== id && p.name === fields.name)) return refused('same_person');
			}
			const initials = fields.name === found.name ? found.initials : initialsOf(fields.name);
			await tx
				.update(person)
				.set({ ...fields, initials })
				.where(eq(person.id, id));
			context.emit({
				name: 'person.edited',
				topics: personTopics(
					id,
					seats.map((seat) => seat.unit)
				),
				payload: { person: id, phoneChanged: fields.phone !== found.phone }
			});
			return done({ person: id });
		}
	}),

	handle(addSeat, {
		async facts(tx, input, { actor, now }) {
			const unit = await findUnit(tx, input.unit);
			const found = await findPerson(tx, input.person);
			if (!unit || !found) return null;
			const seats = await seatsOf(tx, found.id);
			// Somebody whom the actor does not know of is not there for the actor.
			const known =
				actor.kind === 'system' ||
				seats.some((s) =>
					actor.memberships.some((m) => s.unit.startsWith(m.unit) && holdsOn(s, dayOf(now)))
				);
			return {
				target: { unit: input.unit, role: input.role, known },
				unit: input.unit,
				facts: { unit, seats }
			};
		},
		async execute(tx, seat, { unit, seats }, context) {
			if (!seatFits(seat.unit, seat.role)) return refused('seat_does_not_fit', { role: seat.role });
			if (unit.closedAt !== null) return refused('unit_closed', { unit: unit.name });
			if (seat.to !== null && seat.to < seat.from) return refused('ends_before_it_begins');
			if (
				seats.some((s) => s.unit === seat.unit && s.role === seat.role && holdsOn(s, seat.from))
			) {
				return refused('seat_held', { unit: unit.name });
			}
			await takeSeat(tx, seat, context);
			return done({ seat: seat.id });
		}
	}),

	handle(endSeat, {
		async facts(tx, input) {
			const seat = await findSeat(tx, input.seat);
			return (
				seat && { target: { unit: seat.unit, role: seat.role }, unit: seat.unit, facts: { seat } }
			);
		},
		async execute(tx, { to }, { seat }, context) {
			const today = dayOf(context.now);
			if (seat.to !== null && seat.to < today) return refused('ended_already', { to: seat.to });
			// A seat that has not begun yet may be taken back: it ends the day before it begins.
			if (to < dayBefore(seat.from)) return refused('ends_before_it_begins');
			if (seat.role === 'county_admin') {
				const admins = await membersOf(tx, seat.unit, {
					now: context.now,
					roles: ['county_admin']
				});
				if (!admins.some((other) => other.membership !== seat.id && other.to === null)) {
					return refused('last_admin');
				}
			}
			await leaveSeat(tx, seat, to, context);
			return done({ seat: seat.id, to });
		}
	}),

	handle(mapAlias, {
		async facts(tx, input) {
			if (input.kind === 'role') return { target: { unit: null }, facts: {} };
			const unit = await findUnit(tx, input.value);
			return unit && { target: { unit: unit.code }, unit: unit.code, facts: {} };
		},
		async execute(tx, input, _, context) {
			const key = `${input.kind}:${squash(input.word)}`;
			const row = { value: input.value, by: context.actor.id, at: context.now };
			await tx
				.insert(alias)
				.values({ key, ...row })
				.onConflictDoUpdate({ target: alias.key, set: row });
			return done({ key });
		}
	})
];

async function takeSeat(
	tx: Tx,
	seat: Omit<SeatRow, 'id'> & { id: string },
	context: Context
): Promise<void> {
	const { id, person: who, unit, role, from, to } = seat;
	await tx
		.insert(membership)
		.values({ id, person: who, unit, role, from, to, by: context.actor.id, at: context.now });
	context.emit({
		name: 'seat.taken',
		topics: personTopics(who, [unit]),
		payload: { seat: id, person: who, unit, role, from, to }
	});
}

async function leaveSeat(tx: Tx, seat: SeatRow, to: string, context: Context): Promise<void> {
	await tx.update(membership).set({ to }).where(eq(membership.id, seat.id));
	context.emit({
		name: 'seat.left',
		topics: personTopics(seat.person, [seat.unit]),
		payload: { seat: seat.id, person: seat.person, unit: seat.unit, role: seat.role, to }
	});
}

export const reactors: readonly Reactor[] = [
	{
		/** [OR-6] A closed unit's seats end with it. */
		on: 'unit.closed',
		async react(tx, event, context) {
			const { unit } = event.payload as { unit: string };
			const today = dayOf(context.now);
			const seats = await tx
				.select()
				.from(membership)
				.where(
					and(
						inArray(membership.unit, [unit]),
						or(isNull(membership.to), gte(membership.to, today))
					)
				);
			for (const seat of seats) await leaveSeat(tx, seat, dayBefore(today), context);
		}
	}
];
