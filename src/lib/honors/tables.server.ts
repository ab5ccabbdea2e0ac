import { unit } from '#lib/org/tables.server.ts';
import {
	count,
	day,
	id,
	index,
	json,
	primaryKey,
	ref,
	table,
	time,
	words
} from '#lib/platform/db/columns.server.ts';
import { person } from '#lib/roster/tables.server.ts';
import type { Purpose, Rule, ShownAs, Subject, Verdict } from './schema.ts';

/** Every yes and every withdrawal, with the version of the words that were read. Appended only. */
export const consent = table(
	'consent',
	{
		id: id(),
		person: ref('person')
			.notNull()
			.references(() => person.id),
		purpose: words('purpose').$type<Purpose>().notNull(),
		change: words('change').$type<'granted' | 'withdrawn'>().notNull(),
		text: words('text'),
		shownAs: words('shown_as').$type<ShownAs>(),
		at: time('at').notNull()
	},
	(t) => [index('consent_by_person').on(t.person, t.purpose, t.at)]
);

/** A red list as it was computed. What happened to it afterwards is in the tables below. */
export const board = table(
	'honor_board',
	{
		id: id(),
		unit: ref('unit')
			.notNull()
			.references(() => unit.code),
		month: day('month').notNull(),
		subject: words('subject').$type<Subject>().notNull(),
		rule: json<Rule>('rule').notNull(),
		/** The period that was counted, `[from, to)`. */
		from: time('from_time').notNull(),
		to: time('to_time').notNull(),
		/** People with confirmed hours in the unit and period, listed or not. */
		people: count('people').notNull(),
		by: ref('by').notNull(),
		at: time('at').notNull()
	},
	(t) => [index('honor_board_by_unit').on(t.unit, t.month)]
);

/** What a board was computed from: units, or people who had agreed when it was drafted. */
export const candidate = table(
	'honor_candidate',
	{
		board: ref('board')
			.notNull()
			.references(() => board.id),
		subject: ref('subject').notNull(),
		minutesA: count('minutes_a').notNull(),
		minutesB: count('minutes_b').notNull(),
		entries: count('entries').notNull(),
		sample: count('sample').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.board, t.subject] }),
		index('honor_candidate_by_subject').on(t.subject)
	]
);

/** The second person's word. */
export const boardCheck = table('honor_check', {
	board: ref('board')
		.primaryKey()
		.references(() => board.id),
	verdict: words('verdict').$type<Verdict>().notNull(),
	reason: words('reason'),
	by: ref('by').notNull(),
	at: time('at').notNull()
});

export const publication = table('honor_publication', {
	board: ref('board')
		.primaryKey()
		.references(() => board.id),
	/** The rule in words as it was published. */
	sentence: words('sentence').notNull(),
	expiresAt: time('expires_at').notNull(),
	by: ref('by').notNull(),
	at: time('at').notNull()
});

export const withdrawal = table('honor_withdrawal', {
	board: ref('board')
		.primaryKey()
		.references(() => board.id),
	reason: words('reason').notNull(),
	by: ref('by').notNull(),
	at: time('at').notNull()
});
