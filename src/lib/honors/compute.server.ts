/** From confirmed hours to candidates, and from candidates to the lines of a board. */
import { eq } from 'drizzle-orm';

import { confirmedMinutes } from '#lib/hours/repo.server.ts';
import { subtree, unitNames } from '#lib/org/repo.server.ts';
import type { Tx } from '#lib/platform/db/port.server.ts';
import { membersOf, peopleNames } from '#lib/roster/repo.server.ts';
import { consentsOf } from './consents.server.ts';
import { agreedOnly, nameShown, publicCount, rank, STAFF } from './rules.ts';
import type { BoardBase, Candidate, EntryView, Rule, Subject } from './schema.ts';
import { candidate } from './tables.server.ts';

export interface Period {
	readonly from: number;
	readonly to: number;
}

export interface Computed {
	readonly candidates: readonly Candidate[];
	/** People with confirmed hours, listed or not. */
	readonly people: number;
}

const NEXT_LENGTH: Readonly<Record<number, number>> = { 6: 9, 9: 12, 12: 15, 15: 17 };

/**
 * Codes of the open units one level below. Like with like: special grids, which hang on a town,
 * do not stand beside communities.
 */
export async function openBelow(q: Tx, unit: string): Promise<string[]> {
	const units = await subtree(q, unit);
	return units
		.filter((one) => one.code.length === NEXT_LENGTH[unit.length] && one.closedAt === null)
		.map((one) => one.code);
}

/** Adds up confirmed hours (HN-1) for units one level below, or for volunteers who agreed (HN-2). */
export async function compute(
	q: Tx,
	unit: string,
	subject: Subject,
	period: Period
): Promise<Computed> {
	const hours = await confirmedMinutes(q, { unit, ...period });
	const people = new Set(hours.map((h) => h.person)).size;
	const sums = new Map<string, { minutesA: number; minutesB: number; entries: number }>();
	const add = (key: string, h: (typeof hours)[number]) => {
		const sum = sums.get(key) ?? { minutesA: 0, minutesB: 0, entries: 0 };
		sum[h.grade === 'A' ? 'minutesA' : 'minutesB'] += h.minutes;
		sum.entries += h.entries;
		sums.set(key, sum);
	};

	if (subject === 'volunteer') {
		const agreed = await consentsOf(q, [...new Set(hours.map((h) => h.person))], 'red_board');
		const staff = new Set(
			(await membersOf(q, unit.slice(0, 6), { now: period.to - 1, deep: true, roles: STAFF })).map(
				(m) => m.person
			)
		);
		for (const h of hours) if (agreed.has(h.person) && !staff.has(h.person)) add(h.person, h);
		const candidates = [...sums].map(([person, sum]) => ({
			subject: person,
			...sum,
			sample: sum.entries
		}));
		return { candidates, people };
	}

	const length = NEXT_LENGTH[unit.length];
	const open = await openBelow(q, unit);
	const members = await membersOf(q, unit, { now: period.to - 1, deep: true });
	for (const h of hours) {
		const code = h.unit.slice(0, length);
		if (open.includes(code)) add(code, h);
	}
	const candidates = open.map((code) => ({
		subject: code,
		...(sums.get(code) ?? { minutesA: 0, minutesB: 0, entries: 0 }),
		sample: new Set(members.filter((m) => m.unit.startsWith(code)).map((m) => m.person)).size
	}));
	return { candidates, people };
}

export interface Listed {
	readonly entries: readonly EntryView[];
	readonly base: BoardBase;
	/** Who stands there, in the order of `entries`; never sent to a page. */
	readonly subjects: readonly string[];
}

/**
 * The lines of a board as they may be shown now. People whose consent does not reach back to
 * `draftedAt` are taken out before the order is made, so that no gap tells of them (HN-2).
 */
export async function list(
	q: Tx,
	{ candidates, people }: Computed,
	rule: Rule,
	subject: Subject,
	draftedAt: number
): Promise<Listed> {
	const ids = candidates.map((c) => c.subject);
	if (subject === 'unit') {
		const names = await unitNames(q, ids);
		const ranked = rank(candidates, rule, subject);
		return {
			entries: ranked.map(({ subject: code, ...line }) => ({
				...line,
				name: names.get(code) ?? code
			})),
			base: { people: publicCount(people), candidates: candidates.length },
			subjects: ranked.map((r) => r.subject)
		};
	}
	const consents = await consentsOf(q, ids, 'red_board');
	const agreed = agreedOnly(candidates, consents, draftedAt);
	const ranked = rank(agreed, rule, subject);
	const names = await peopleNames(
		q,
		ranked.map((r) => r.subject)
	);
	return {
		entries: ranked.map(({ subject: person, ...line }) => ({
			...line,
			name: nameShown(names.get(person) ?? '', consents.get(person)?.shownAs ?? 'family')
		})),
		base: { people: publicCount(people), candidates: agreed.length },
		subjects: ranked.map((r) => r.subject)
	};
}

/** The candidates that were kept with a board. */
export async function candidatesOf(q: Tx, board: string): Promise<Candidate[]> {
	return q
		.select({
			subject: candidate.subject,
			minutesA: candidate.minutesA,
			minutesB: candidate.minutesB,
			entries: candidate.entries,
			sample: candidate.sample
		})
		.from(candidate)
		.where(eq(candidate.board, board));
}
