import * as v from 'valibot';
import { ROLES, type Role } from '#lib/kernel/actor.ts';
import { IdSchema } from '#lib/kernel/id.ts';
import { DaySchema, type Day } from '#lib/kernel/time.ts';
import { UnitCodeSchema } from '#lib/org/schema.ts';
import { PersonFields, PhoneSchema } from './schema.ts';

/** What was read from a file, counted. `geli import roster --json` prints exactly these. */
export interface ImportCounts {
	rows: number;
	duplicateRows: number;
	phonesNormalised: number;
	badPhones: number;
	missingPhones: number;
	gridAliases: number;
	unknownGrids: number;
	roleAliases: number;
	missingNames: number;
	formulaCells: number;
	peopleWithNameAndPhone: number;
}

/** What was changed on the way in, and from what. Nothing to decide. */
export type ImportNote =
	| { readonly code: 'phone' | 'unit' | 'role' | 'day'; readonly from: string; readonly to: string }
	| { readonly code: 'day_dropped'; readonly from: string }
	| { readonly code: 'formula'; readonly column: string };

/** Why a row cannot go in as it is. */
export interface ImportProblem {
	readonly code:
		| 'no_name'
		| 'bad_phone'
		| 'no_phone'
		| 'unknown_unit'
		| 'ambiguous_unit'
		| 'unknown_role'
		| 'seat_does_not_fit'
		| 'not_yours';
	/** What the file has there. */
	readonly text?: string;
}

/** A row of the file as it was understood. */
export interface ImportRow {
	readonly number: number;
	readonly cells: readonly string[];
	readonly name: string;
	readonly phone: string | null;
	readonly gender: 'female' | 'male' | null;
	readonly politics: string | null;
	readonly joinedParty: Day | null;
	readonly workUnit: string | null;
	readonly skills: readonly string[];
	readonly note: string | null;
	readonly unit: string | null;
	readonly role: Role | null;
	/** Number of the earlier row with the same name and phone. */
	readonly duplicateOf: number | null;
	readonly notes: readonly ImportNote[];
	readonly problems: readonly ImportProblem[];
}

/** Most rows that one command may bring. */
export const ROW_BATCH = 500;

/** A part of a roster file that somebody has looked at and confirmed. */
export const ApplyRowsInput = v.object({
	/** One import is several commands; this id is the same in all of them. */
	import: IdSchema,
	rows: v.pipe(
		v.array(
			v.object({
				row: v.pipe(v.number(), v.integer(), v.minValue(1)),
				/** For the person if there is none of this name and phone, and for the seat. */
				person: IdSchema,
				seat: IdSchema,
				...PersonFields.entries,
				phone: PhoneSchema,
				joinedParty: v.nullable(DaySchema),
				unit: UnitCodeSchema,
				role: v.picklist(ROLES)
			})
		),
		v.minLength(1),
		v.maxLength(ROW_BATCH)
	)
});
export type ApplyRow = v.InferOutput<typeof ApplyRowsInput>['rows'][number];

export interface RowsApplied {
	/** People who were not in the roster. */
	added: number;
	/** People who were, with something new about them. */
	updated: number;
	seats: number;
	/** Rows that were so already. */
	same: number;
}

/** `unit:东海社区1网格` or `role:双报到党员` and what it means from now on (RO-6). */
export const MapAliasInput = v.variant('kind', [
	v.object({
		id: IdSchema,
		kind: v.literal('unit'),
		word: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)),
		value: UnitCodeSchema
	}),
	v.object({
		id: IdSchema,
		kind: v.literal('role'),
		word: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)),
		value: v.picklist(ROLES)
	})
]);
