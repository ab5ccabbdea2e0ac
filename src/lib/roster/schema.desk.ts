import * as v from 'valibot';
import type { Role } from '#lib/kernel/actor.ts';
import type { ImportCounts, ImportNote, ImportProblem, RowsApplied } from './schema.import.ts';

export const DESK_FILTERS = ['problems', 'duplicates', 'changed', 'all'] as const;
export type DeskFilter = (typeof DESK_FILTERS)[number];

/** A row of the preview: what was understood, what was changed, what needs a decision. */
export interface DeskRow {
	number: number;
	name: string;
	phone: string | null;
	unit: string | null;
	role: Role | null;
	workUnit: string | null;
	skills: readonly string[];
	notes: readonly ImportNote[];
	problems: readonly ImportProblem[];
	/** Left out by the person who looks. */
	skipped: boolean;
	/** Somebody of this name and phone is on the roster. */
	known: boolean;
}

export interface RosterPreview {
	id: string;
	kind: 'roster';
	/** Of the file. */
	name: string;
	counts: ImportCounts;
	header: readonly string[];
	totals: Record<DeskFilter, number>;
	/** Rows that would go in now. */
	accepted: number;
	unknown: readonly { kind: 'unit' | 'role'; word: string; rows: number }[];
	filter: DeskFilter;
	page: number;
	pages: number;
	/** `twin` is the earlier row with the same name and phone. */
	rows: readonly (DeskRow & { twin?: DeskRow })[];
}

export interface UnitsPreview {
	id: string;
	kind: 'units';
	name: string;
	units: number;
	added: number;
	same: number;
	faults: readonly { row: number; code: string; fault: string }[];
	changed: readonly {
		code: string;
		name: string;
		reopened: boolean;
		fields: readonly {
			field: string;
			before: string | number | null;
			after: string | number | null;
		}[];
	}[];
	gone: readonly { code: string; name: string }[];
	changedTotal: number;
	goneTotal: number;
}

export type Preview = RosterPreview | UnitsPreview;

/** What the person who looks decides. */
export const DeskChoice = v.variant('do', [
	v.object({
		do: v.picklist(['skip', 'keep']),
		rows: v.pipe(v.array(v.pipe(v.number(), v.integer())), v.maxLength(5_000))
	}),
	/** A word has been mapped: understand the rows anew. */
	v.object({ do: v.literal('reread') })
]);

/** Lines of the answer while a file is read or confirmed rows go in. */
export type DeskLine =
	| { readonly share: number }
	| { readonly problem: string; readonly params: Readonly<Record<string, string | number>> }
	| { readonly preview: Preview }
	| { readonly applied: RowsApplied }
	| { readonly units: { added: number; changed: number; same: number; closed: number } }
	| {
			readonly refused: string;
			readonly command: string;
			readonly params: Readonly<Record<string, string | number | boolean | null>>;
	  };
