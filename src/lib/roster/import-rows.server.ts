import { eq, inArray } from 'drizzle-orm';
import { done, refused } from '#lib/kernel/outcome.ts';
import { dayOf } from '#lib/kernel/time.ts';
import { personTopic, recordTopic, subtreeTopics } from '#lib/kernel/view.ts';
import { findUnits } from '#lib/org/repo.server.ts';
import type { Tx } from '#lib/platform/db/port.server.ts';
import { handle } from '#lib/platform/handler.server.ts';
import { applyRows } from './commands.ts';
import { initialsOf } from './names.server.ts';
import { holdsOn, seatFits } from './rules.ts';
import type { ApplyRow } from './schema.import.ts';
import { MOST_SKILLS, type PersonRow, type SeatRow } from './schema.ts';
import { membership, person } from './tables.server.ts';

const sameAs = (name: string, phone: string | null) => `${name}\u0000${phone}`;

/** [RO-16] Each row is merged into the person of that name and phone; what is so already stays. */
export const applyRowsHandler = handle(applyRows, {
	async facts(tx, { rows }) {
		const units = await findUnits(
			tx,
			rows.map((row) => row.unit)
		);
		if (rows.some((row) => !units.has(row.unit))) return null;
		const people = await tx
			.select()
			.from(person)
			.where(inArray(person.phone, [...new Set(rows.map((row) => row.phone))]));
		const seats =
			people.length === 0
				? []
				: await tx
						.select()
						.from(membership)
						.where(
							inArray(
								membership.person,
								people.map((p) => p.id)
							)
						);
		const top = rows.map((row) => row.unit).reduce((a, b) => (b.length < a.length ? b : a));
		return {
			target: { seats: rows.map(({ unit, role }) => ({ unit, role })) },
			unit: top,
			facts: { units, people, seats }
		};
	},

	async execute(tx, input, { units, people, seats }, context) {
		const today = dayOf(context.now);
		const known = new Map(people.map((p) => [sameAs(p.name, p.phone), p]));
		const held = Map.groupBy(seats as SeatRow[], (seat) => seat.person);
		const topics = new Set<string>();
		const total = { added: 0, updated: 0, seats: 0, same: 0 };
		for (const row of input.rows) {
			if (!seatFits(row.unit, row.role))
				return refused('seat_does_not_fit', { role: row.role, row: row.row });
			const unit = units.get(row.unit);
			if (!unit || unit.closedAt !== null) {
				return refused('unit_closed', { unit: unit?.name ?? row.unit, row: row.row });
			}
			const key = sameAs(row.name, row.phone);
			const before = known.get(key);
			const entry = before ?? (await addOne(tx, row, context.now));
			const changed = before ? await fillGaps(tx, before, row) : false;
			if (!before) total.added += 1;
			else if (changed) total.updated += 1;
			known.set(key, entry);

			const own = held.get(entry.id) ?? [];
			const sits = own.some((s) => s.unit === row.unit && s.role === row.role && holdsOn(s, today));
			if (!sits) {
				const seat = {
					id: row.seat,
					person: entry.id,
					unit: row.unit,
					role: row.role,
					from: today,
					to: null
				};
				await tx.insert(membership).values({ ...seat, by: context.actor.id, at: context.now });
				held.set(entry.id, [...own, seat]);
				total.seats += 1;
			}
			if (before && !changed && sits) {
				total.same += 1;
				continue;
			}
			for (const topic of subtreeTopics('roster', row.unit)) topics.add(topic);
			if (before) topics.add(personTopic(entry.id)).add(recordTopic('roster-person', entry.id));
		}
		if (topics.size > 0) {
			context.emit({
				name: 'roster.imported',
				topics: [...topics],
				payload: { import: input.import, ...total }
			});
		}
		return done(total);
	}
});

async function addOne(tx: Tx, row: ApplyRow, now: number): Promise<PersonRow> {
	const { name, phone, gender, politics, joinedParty, workUnit, skills, note } = row;
	const entry = { name, phone, gender, politics, joinedParty, workUnit, skills, note };
	const added = { id: row.person, ...entry, initials: initialsOf(name), createdAt: now };
	await tx.insert(person).values(added);
	return added;
}

/** A file adds what the roster does not know; it overwrites nothing that somebody has entered. */
async function fillGaps(tx: Tx, before: PersonRow, row: ApplyRow): Promise<boolean> {
	const fields = ['gender', 'politics', 'joinedParty', 'workUnit', 'note'] as const;
	const gaps = fields.filter((field) => before[field] === null && row[field] !== null);
	const skills = [...new Set([...before.skills, ...row.skills])].slice(0, MOST_SKILLS);
	if (gaps.length === 0 && skills.length === before.skills.length) return false;
	const found = Object.fromEntries(gaps.map((field) => [field, row[field]]));
	const after = { ...found, skills };
	await tx.update(person).set(after).where(eq(person.id, before.id));
	Object.assign(before, after);
	return true;
}
