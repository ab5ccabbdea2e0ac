import { and, gt, inArray, isNotNull, isNull, lt, ne, sql } from 'drizzle-orm';
import { leads } from '#lib/kernel/actor.ts';
import { boardsWaitingFor } from '#lib/honors/repo.server.ts';
import { hourEntry } from '#lib/hours/tables.server.ts';
import { findUnit, subtree, unitNames, within } from '#lib/org/repo.server.ts';
import type { Tx } from '#lib/platform/db/port.server.ts';
import { reads } from '#lib/platform/handler.server.ts';
import { claim, shift } from '#lib/posts/tables.server.ts';
import { membersOf } from '#lib/roster/repo.server.ts';
import { seatsWanted } from '#lib/roster/rules.ts';
import { countClaims, LOOKS_AHEAD, LOOKS_BACK, MAY_SERVE } from './rules.ts';
import { claimsByUnit, desk, vacantSeats } from './views.ts';

/** The seats that should be filled in the open units of a subtree, and whether they are. */
async function seatsIn(q: Tx, unit: string, now: number) {
	const units = (await subtree(q, unit)).filter((one) => one.closedAt === null);
	const members = await membersOf(q, unit, { now, deep: true });
	const filled = new Set(members.map((m) => `${m.unit} ${m.role}`));
	return units.flatMap(({ code, name, level, kind }) =>
		seatsWanted(level, kind).map((role) => ({
			code,
			name,
			role,
			vacant: !filled.has(`${code} ${role}`)
		}))
	);
}

/** People who held a place lately or hold one to come, wherever that was. */
async function claimed(q: Tx, now: number): Promise<Set<string>> {
	const rows = await q
		.selectDistinct({ person: claim.person })
		.from(claim)
		.where(and(gt(claim.endsAt, now - LOOKS_BACK), isNotNull(claim.heldAt), isNull(claim.endedAt)));
	return new Set(rows.map((row) => row.person));
}

async function claimsIn(q: Tx, unit: string, now: number) {
	const seats = await membersOf(q, unit, { now, deep: true, roles: MAY_SERVE });
	return { seats, claimed: await claimed(q, now) };
}

/** Places nobody has taken, in shifts of the unit and below that begin soon (DE-3). */
async function freePlaces(q: Tx, unit: string, now: number) {
	const shifts = await q
		.select({ id: shift.id, capacity: shift.capacity })
		.from(shift)
		.where(
			and(
				within(shift.unit, unit),
				gt(shift.startsAt, now),
				lt(shift.startsAt, now + LOOKS_AHEAD),
				isNull(shift.cancelledAt)
			)
		);
	const held = new Map<string, number>();
	for (let i = 0; i < shifts.length; i += 500) {
		const rows = await q
			.select({ shift: claim.shift, n: sql<number>`count(*)` })
			.from(claim)
			.where(
				and(
					inArray(
						claim.shift,
						shifts.slice(i, i + 500).map((one) => one.id)
					),
					isNull(claim.endedAt),
					isNotNull(claim.heldAt)
				)
			)
			.groupBy(claim.shift);
		for (const row of rows) held.set(row.shift, row.n);
	}
	const free = shifts.map((one) => one.capacity - (held.get(one.id) ?? 0)).filter((n) => n > 0);
	return { free: free.reduce((sum, n) => sum + n, 0), shifts: free.length };
}

export const readers = [
	reads(desk, async (q, { unit }, { actor, now }) => {
		if (!actor || !leads(actor, unit)) return null;
		const found = await findUnit(q, unit);
		if (!found) return null;
		const [hours] = await q
			.select({ n: sql<number>`count(*)` })
			.from(hourEntry)
			.where(
				and(
					within(hourEntry.unit, unit),
					isNull(hourEntry.decidedAt),
					ne(hourEntry.person, actor.id),
					ne(hourEntry.by, actor.id)
				)
			);
		const seats = await seatsIn(q, unit, now);
		const could = await claimsIn(q, unit, now);
		const people = new Set(could.seats.map((seat) => seat.person));
		return {
			unit: { code: found.code, name: found.name },
			hours: hours?.n ?? 0,
			boards: await boardsWaitingFor(q, actor, unit, now),
			seats: { vacant: seats.filter((seat) => seat.vacant).length, wanted: seats.length },
			places: await freePlaces(q, unit, now),
			claims: {
				of: people.size,
				without: [...people].filter((person) => !could.claimed.has(person)).length
			}
		};
	}),

	reads(vacantSeats, async (q, { unit }, { actor, now }) => {
		const found = await findUnit(q, unit);
		if (!actor || !found || !leads(actor, unit)) return null;
		const rows = (await seatsIn(q, unit, now)).filter((seat) => seat.vacant);
		return {
			unit: { code: found.code, name: found.name },
			rows: rows.map(({ code, name, role }) => ({ code, name, role }))
		};
	}),

	reads(claimsByUnit, async (q, { unit }, { actor, now }) => {
		const found = await findUnit(q, unit);
		if (!actor || !found || !leads(actor, unit)) return null;
		const { seats, claimed: have } = await claimsIn(q, unit, now);
		const rows = countClaims(seats, have, unit);
		const names = await unitNames(
			q,
			rows.map((row) => row.code)
		);
		return {
			unit: { code: found.code, name: found.name },
			rows: rows.map((row) => ({ ...row, name: names.get(row.code) ?? row.code }))
		};
	})
];
