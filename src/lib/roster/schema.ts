import * as v from 'valibot';
import { ROLES, type Role } from '#lib/kernel/actor.ts';
import { IdSchema } from '#lib/kernel/id.ts';
import { DaySchema, type Day } from '#lib/kernel/time.ts';
import { UnitCodeSchema } from '#lib/org/schema.ts';

/** The least a screen needs to name a person. */
export interface PersonName {
	id: string;
	name: string;
}

export interface SeatView {
	unit: string;
	unitName: string;
	role: Role;
}

/** A seat as the roster keeps it. */
export interface SeatRow {
	id: string;
	person: string;
	unit: string;
	role: Role;
	from: Day;
	/** Last day on which it holds; null while it lasts. */
	to: Day | null;
}

/** A seat in force and who holds it. */
export interface MemberRow {
	membership: string;
	person: string;
	name: string;
	unit: string;
	role: Role;
	from: Day;
	to: Day | null;
}

/** A person as the roster keeps them. The phone is in clear: a view masks it (RO-9). */
export interface PersonRow {
	id: string;
	name: string;
	initials: string;
	phone: string | null;
	gender: 'female' | 'male' | null;
	politics: string | null;
	joinedParty: Day | null;
	workUnit: string | null;
	skills: readonly string[];
	note: string | null;
	createdAt: number;
}

/** 11 digits of a mobile number, as RO-11 leaves them. */
export const PhoneSchema = v.pipe(v.string(), v.regex(/^1[3-9]\d{9}$/, 'phone'));

const line = (most: number) =>
	v.nullable(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most)));

export const MOST_SKILLS = 12;

/** What the roster says about a person besides the seats. */
export const PersonFields = v.object({
	name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40)),
	phone: v.nullable(PhoneSchema),
	gender: v.nullable(v.picklist(['female', 'male'])),
	politics: line(20),
	joinedParty: v.nullable(DaySchema),
	workUnit: line(60),
	skills: v.pipe(
		v.array(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(20))),
		v.maxLength(MOST_SKILLS)
	),
	note: line(200)
});
export type PersonFieldsInput = v.InferOutput<typeof PersonFields>;

const SeatFields = {
	unit: UnitCodeSchema,
	role: v.picklist(ROLES),
	from: DaySchema
};

export const AddPersonInput = v.object({
	/** Of the person, if the roster has nobody of this name and phone. */
	id: IdSchema,
	...PersonFields.entries,
	/** Nobody is on the roster without a seat: who would answer for the entry? */
	seat: v.object({ id: IdSchema, ...SeatFields })
});

export const EditPersonInput = v.object({ person: IdSchema, ...PersonFields.entries });

export const AddSeatInput = v.object({
	id: IdSchema,
	person: IdSchema,
	...SeatFields,
	to: v.optional(v.nullable(DaySchema), null)
});

/** `to` is the last day on which the seat holds. */
export const EndSeatInput = v.object({ seat: IdSchema, to: DaySchema });
