import { holds, SECRETARIES, type ActorMembership, type Role } from '#lib/kernel/actor.ts';
import { defineCommand, typed } from '#lib/kernel/command.ts';
import { mayEdit, maySeat } from './rules.ts';
import { ApplyRowsInput, MapAliasInput, type RowsApplied } from './schema.import.ts';
import { AddPersonInput, AddSeatInput, EditPersonInput, EndSeatInput } from './schema.ts';

interface SeatTarget {
	readonly unit: string;
	readonly role: Role;
}

/** Puts somebody on the roster with a first seat; the same name and phone is the same person. */
export const addPerson = defineCommand({
	name: 'roster.addPerson',
	input: AddPersonInput,
	offline: 'online',
	lane: 'roster',
	may: (actor, seat: SeatTarget) => maySeat(actor, seat.unit, seat.role),
	done: typed<{ person: string; merged: boolean }>(),
	refusals: ['seat_does_not_fit', 'unit_closed'],
	redact: ({ id, seat }) => ({ id, seat })
});

export const editPerson = defineCommand({
	name: 'roster.editPerson',
	input: EditPersonInput,
	offline: 'online',
	lane: 'roster',
	may: (actor, person: { readonly seats: readonly ActorMembership[] }) =>
		mayEdit(actor, person.seats),
	done: typed<{ person: string }>(),
	refusals: ['same_person'],
	redact: ({ person }) => ({ person })
});

/** Gives somebody on the roster a further seat. */
export const addSeat = defineCommand({
	name: 'roster.addSeat',
	input: AddSeatInput,
	offline: 'online',
	lane: 'roster',
	may: (actor, target: SeatTarget & { readonly known: boolean }) =>
		target.known && maySeat(actor, target.unit, target.role),
	done: typed<{ seat: string }>(),
	refusals: ['seat_does_not_fit', 'unit_closed', 'seat_held', 'ends_before_it_begins']
});

export const endSeat = defineCommand({
	name: 'roster.endSeat',
	input: EndSeatInput,
	offline: 'online',
	lane: 'roster',
	may: (actor, seat: SeatTarget) => maySeat(actor, seat.unit, seat.role),
	done: typed<{ seat: string; to: string }>(),
	refusals: ['ended_already', 'ends_before_it_begins', 'last_admin']
});

/** Puts confirmed rows of a file into the roster, merged by phone and name. */
export const applyRows = defineCommand({
	name: 'roster.applyRows',
	input: ApplyRowsInput,
	offline: 'online',
	lane: 'roster',
	may: (actor, target: { readonly seats: readonly SeatTarget[] }) =>
		target.seats.every((seat) => maySeat(actor, seat.unit, seat.role)),
	done: typed<RowsApplied>(),
	refusals: ['seat_does_not_fit', 'unit_closed'],
	redact: (input) => ({
		import: input.import,
		rows: input.rows.map(({ row, unit, role }) => [row, unit, role])
	})
});

/** Says once what a word of a file means; later imports know it. */
export const mapAlias = defineCommand({
	name: 'roster.mapAlias',
	input: MapAliasInput,
	offline: 'online',
	lane: 'roster',
	may: (actor, target: { readonly unit: string | null }) =>
		target.unit !== null
			? holds(actor, SECRETARIES, target.unit)
			: actor.kind === 'system' || actor.memberships.some((m) => SECRETARIES.includes(m.role)),
	done: typed<{ key: string }>(),
	refusals: []
});
