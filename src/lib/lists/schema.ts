import * as v from 'valibot';
import { IdSchema } from '#lib/kernel/id.ts';
import { dayOf, startOfDay, type Day } from '#lib/kernel/time.ts';
import { UnitCodeSchema } from '#lib/org/schema.ts';

/** 需求清单, 资源清单, 项目清单. */
export const LIST_KINDS = ['demand', 'resource', 'project'] as const;
export type ListKind = (typeof LIST_KINDS)[number];

/** Fields of a row, in the order in which a spreadsheet's columns are pasted. */
export const ROW_FIELDS = [
	'title',
	'quantity',
	'measure',
	'place',
	'until',
	'contact',
	'note'
] as const;
export type RowField = (typeof ROW_FIELDS)[number];

/** Typed by several people at once, letter by letter; the other fields are replaced as a whole. */
export const TEXT_FIELDS = ['title', 'place', 'note'] as const satisfies readonly RowField[];
export type TextField = (typeof TEXT_FIELDS)[number];

export const MAX_ROWS = 500;
export const FIELD_LENGTH: Readonly<Record<RowField, number>> = {
	title: 60,
	quantity: 9,
	measure: 10,
	place: 60,
	until: 10,
	contact: 30,
	note: 200
};

/** A row as it is typed: everything is text until it is checked. */
export type DraftRow = Readonly<Record<RowField, string>> & { readonly id: string };

/** A published row. `contact` is a role (网格长), never a person's name or phone. */
export interface ListRow {
	readonly id: string;
	readonly title: string;
	readonly quantity: number;
	readonly measure: string;
	readonly place: string;
	readonly until: Day | null;
	readonly contact: string;
	readonly note: string;
}

const line = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'hash'));

export const OpenListInput = v.object({
	id: IdSchema,
	unit: UnitCodeSchema,
	kind: v.picklist(LIST_KINDS),
	title: line(60)
});

export const PublishVersionInput = v.object({
	/** Id of the version, made by the caller. */
	id: IdSchema,
	list: IdSchema,
	/** SHA-256 of the rows that the person had before the eyes: see `hashOfRows` in rules.hash.ts. */
	seen: hash,
	/** The person has seen which rows look alike and means it. */
	allowAlike: v.optional(v.boolean(), false),
	note: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200)), '')
});

export const CloseListInput = v.object({ list: IdSchema });

/** What is wrong with a row. `alike`: it says the same as an earlier one. */
export type RowProblem =
	| { readonly row: number; readonly field: RowField; readonly code: RowProblemCode }
	| { readonly row: number; readonly field: 'title'; readonly code: 'alike'; readonly of: number };
export type RowProblemCode =
	'missing' | 'not_a_number' | 'not_a_day' | 'past' | 'too_long' | 'phone';

export interface ListCard {
	id: string;
	kind: ListKind;
	unit: string;
	unitName: string;
	title: string;
	/** Number and time of the newest version; null before the first. */
	version: { n: number; at: number; rows: number } | null;
	closedAt: number | null;
}

export interface MyListsView {
	open: readonly ListCard[];
	closed: readonly ListCard[];
}

export interface VersionHead {
	id: string;
	n: number;
	rows: number;
	note: string;
	sha256: string;
	by: string;
	at: number;
}

export interface ListView extends ListCard {
	/** Rows of the newest version. */
	current: readonly ListRow[];
	/** Newest first. */
	versions: readonly VersionHead[];
}

export interface VersionView extends VersionHead {
	list: string;
	title: string;
	items: readonly ListRow[];
}

/** The draft as it stands on the server, for pages without the editor. */
export interface ListDraftView {
	rows: readonly DraftRow[];
	hash: string;
}

export const isDay = (text: string): boolean =>
	/^\d{4}-\d{2}-\d{2}$/.test(text) && dayOf(startOfDay(text)) === text;
