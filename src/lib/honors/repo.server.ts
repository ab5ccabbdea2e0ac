import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, ne, type SQL } from 'drizzle-orm';
import { belongs, holds, SECRETARIES, sees, type PersonActor } from '#lib/kernel/actor.ts';
import { ancestorCodes } from '#lib/kernel/view.ts';
import { findUnit, unitNames, within } from '#lib/org/repo.server.ts';
import type { Tx } from '#lib/platform/db/port.server.ts';
import { reads } from '#lib/platform/handler.server.ts';
import { findPerson, peopleNames } from '#lib/roster/repo.server.ts';
import { candidatesOf, compute, list, openBelow } from './compute.server.ts';
import { consentLog } from './consents.server.ts';
import { consentNow, nameShown, periodOf, SHOWN_FOR, stateOf } from './rules.ts';
import type { BoardRow, BoardState, UnitName } from './schema.ts';
import { board, boardCheck, candidate, publication, withdrawal } from './tables.server.ts';
import {
	boardList,
	boardPage,
	boardPreview,
	myConsent,
	publicHonors,
	publicUnits
} from './views.ts';

const boards = (q: Tx, where: SQL | undefined) =>
	q
		.select({
			id: board.id,
			unit: board.unit,
			month: board.month,
			subject: board.subject,
			rule: board.rule,
			from: board.from,
			to: board.to,
			people: board.people,
			draftedBy: board.by,
			draftedAt: board.at,
			verdict: boardCheck.verdict,
			checkReason: boardCheck.reason,
			checkedBy: boardCheck.by,
			checkedAt: boardCheck.at,
			sentence: publication.sentence,
			publishedBy: publication.by,
			publishedAt: publication.at,
			expiresAt: publication.expiresAt,
			withdrawnBy: withdrawal.by,
			withdrawnAt: withdrawal.at,
			withdrawReason: withdrawal.reason
		})
		.from(board)
		.leftJoin(boardCheck, eq(boardCheck.board, board.id))
		.leftJoin(publication, eq(publication.board, board.id))
		.leftJoin(withdrawal, eq(withdrawal.board, board.id))
		.where(where)
		.orderBy(desc(board.month), desc(board.at), asc(board.id));

export type BoardFactsRow = Awaited<ReturnType<typeof boards>>[number];

/** A board and everything that happened to it; `null` when there is none. */
export async function findBoard(q: Tx, id: string): Promise<BoardFactsRow | null> {
	const [row] = await boards(q, eq(board.id, id));
	return row ?? null;
}

/** Another board of the same unit, month and kind is on the public page at `now`. */
export async function hasPublishedTwin(q: Tx, row: BoardFactsRow, now: number): Promise<boolean> {
	const twins = await boards(
		q,
		and(
			eq(board.unit, row.unit),
			eq(board.month, row.month),
			eq(board.subject, row.subject),
			ne(board.id, row.id),
			isNotNull(publication.at),
			isNull(withdrawal.at)
		)
	);
	return twins.some((twin) => stateOf(twin, now) === 'published');
}

/** The boards this person was a candidate for: whom a change of consent concerns. */
export async function boardsNaming(q: Tx, person: string): Promise<{ id: string; unit: string }[]> {
	return q
		.select({ id: board.id, unit: board.unit })
		.from(candidate)
		.innerJoin(board, eq(board.id, candidate.board))
		.where(and(eq(candidate.subject, person), eq(board.subject, 'volunteer')));
}

/** The lines of a kept board as they may be shown now. */
export const listedOn = async (q: Tx, row: BoardFactsRow) =>
	list(
		q,
		{ candidates: await candidatesOf(q, row.id), people: row.people },
		row.rule,
		row.subject,
		row.draftedAt
	);

const isSecretary = (actor: PersonActor, unit: string) => holds(actor, SECRETARIES, unit);

/** Those who may publish see every state; others what is or was public. */
const isOpen = (state: BoardState, secretary: boolean) => secretary || state === 'published';

async function namesOf(q: Tx, codes: readonly string[]): Promise<UnitName[]> {
	const names = await unitNames(q, codes);
	return codes.flatMap((code) => {
		const name = names.get(code);
		return name ? [{ code, name }] : [];
	});
}

function rowView(
	row: BoardFactsRow,
	state: BoardState,
	unitName: string,
	drafter: string,
	actor: PersonActor
): BoardRow {
	const secretary = isSecretary(actor, row.unit);
	return {
		id: row.id,
		unit: row.unit,
		unitName,
		month: row.month,
		subject: row.subject,
		state,
		draftedAt: row.draftedAt,
		draftedBy: drafter,
		publishedAt: row.publishedAt,
		expiresAt: row.expiresAt,
		mine: {
			drafted: row.draftedBy === actor.id,
			check: secretary && state === 'draft' && row.draftedBy !== actor.id,
			publish: secretary && state === 'checked'
		}
	};
}

/** How many boards of the unit and below wait for this person: to be checked or published. */
export async function boardsWaitingFor(
	q: Tx,
	actor: PersonActor,
	unit: string,
	now: number
): Promise<number> {
	const open = await boards(q, and(within(board.unit, unit), isNull(publication.at)));
	return open.filter((row) => {
		const { mine } = rowView(row, stateOf(row, now), '', '', actor);
		return mine.check || mine.publish;
	}).length;
}

export const readers = [
	reads(boardList, async (q, { unit }, { actor, now }) => {
		if (!actor || !belongs(actor, unit)) return null;
		const found = await findUnit(q, unit);
		if (!found) return null;
		// Whoever only has a seat further down sees this unit's own boards, as everybody does.
		const rows = await boards(
			q,
			sees(actor, unit) ? within(board.unit, unit) : eq(board.unit, unit)
		);
		const units = await unitNames(
			q,
			rows.map((row) => row.unit)
		);
		const people = await peopleNames(
			q,
			rows.map((row) => row.draftedBy)
		);
		return {
			unit: { code: found.code, name: found.name },
			path: await namesOf(q, ancestorCodes(unit).slice(0, -1)),
			boards: rows.flatMap((row) => {
				const state = stateOf(row, now);
				if (!isOpen(state, isSecretary(actor, row.unit))) return [];
				const drafter = people.get(row.draftedBy) ?? '';
				return [rowView(row, state, units.get(row.unit) ?? row.unit, drafter, actor)];
			}),
			mayDraft: isSecretary(actor, unit) && found.closedAt === null
		};
	}),

	reads(boardPage, async (q, { board: id }, { actor, now }) => {
		const row = await findBoard(q, id);
		if (!actor || !row || !belongs(actor, row.unit)) return null;
		const state = stateOf(row, now);
		if (!isOpen(state, isSecretary(actor, row.unit))) return null;
		const { entries, base } = await listedOn(q, row);
		const units = await unitNames(q, [row.unit]);
		const ids = [row.draftedBy, row.checkedBy, row.publishedBy, row.withdrawnBy];
		const people = await peopleNames(
			q,
			ids.filter((one) => one !== null)
		);
		const name = (one: string | null) => (one === null ? '' : (people.get(one) ?? ''));
		return {
			...rowView(row, state, units.get(row.unit) ?? row.unit, name(row.draftedBy), actor),
			rule: row.rule,
			from: row.from,
			to: row.to,
			base,
			entries,
			check:
				row.verdict === null || row.checkedAt === null
					? null
					: {
							verdict: row.verdict,
							by: name(row.checkedBy),
							at: row.checkedAt,
							reason: row.checkReason
						},
			publication:
				row.publishedAt === null || row.sentence === null
					? null
					: { by: name(row.publishedBy), at: row.publishedAt, sentence: row.sentence },
			withdrawal:
				row.withdrawnAt === null || row.withdrawReason === null
					? null
					: { by: name(row.withdrawnBy), at: row.withdrawnAt, reason: row.withdrawReason }
		};
	}),

	reads(publicHonors, async (q, { unit }, { now }) => {
		const found = await findUnit(q, unit);
		if (!found) return null;
		const rows = await boards(q, and(eq(board.unit, unit), isNotNull(publication.at)));
		const shown = [];
		const corrections = [];
		for (const row of rows) {
			if (row.publishedAt === null || row.expiresAt === null || now >= row.expiresAt) continue;
			if (row.withdrawnAt !== null) {
				corrections.push({
					month: row.month,
					subject: row.subject,
					at: row.withdrawnAt,
					reason: row.withdrawReason ?? ''
				});
				continue;
			}
			const { entries, base } = await listedOn(q, row);
			if (entries.length === 0) continue;
			shown.push({
				id: row.id,
				month: row.month,
				subject: row.subject,
				rule: row.rule,
				sentence: row.sentence ?? '',
				from: row.from,
				to: row.to,
				base,
				entries,
				publishedAt: row.publishedAt,
				expiresAt: row.expiresAt
			});
		}
		return { unit: { code: found.code, name: found.name }, boards: shown, corrections };
	}),

	reads(publicUnits, async (q, _, { now }) => {
		const out = await boards(q, and(isNotNull(publication.at), gt(publication.expiresAt, now)));
		const counts = new Map<string, number>();
		for (const row of out) {
			// A board from which the last person withdrew is not there.
			if (stateOf(row, now) !== 'published' || (await listedOn(q, row)).entries.length === 0)
				continue;
			counts.set(row.unit, (counts.get(row.unit) ?? 0) + 1);
		}
		const names = await namesOf(q, [...counts.keys()].sort());
		return { units: names.map((unit) => ({ ...unit, boards: counts.get(unit.code) ?? 0 })) };
	}),

	reads(boardPreview, async (q, args, { actor, now }) => {
		const { unit, month, subject, rule } = args;
		if (!actor || !isSecretary(actor, unit)) return null;
		const found = await findUnit(q, unit);
		if (!found) return null;
		const period = periodOf(month, now);
		const computed = period
			? await compute(q, unit, subject, period)
			: { candidates: [], people: 0 };
		const { entries, base } = await list(q, computed, rule, subject, now);
		const near = [...ancestorCodes(unit).slice(0, -1), ...(await openBelow(q, unit))];
		return {
			unit: { code: found.code, name: found.name },
			others: await namesOf(
				q,
				near.filter((code) => isSecretary(actor, code))
			),
			entries,
			base
		};
	}),

	reads(myConsent, async (q, _, { actor, now }) => {
		const me = actor && (await findPerson(q, actor.id));
		if (!me) return null;
		const log = await consentLog(q, me.id, 'red_board');
		const consent = consentNow(log);
		const granted = log.findLast((entry) => entry.change === 'granted');
		const naming = consent ? await boardsNaming(q, me.id) : [];
		const rows =
			naming.length === 0
				? []
				: await boards(
						q,
						inArray(
							board.id,
							naming.map((one) => one.id)
						)
					);
		const units = await unitNames(
			q,
			rows.map((row) => row.unit)
		);
		const shownOn = [];
		for (const row of rows) {
			if (stateOf(row, now) !== 'published') continue;
			if (!(await listedOn(q, row)).subjects.includes(me.id)) continue;
			shownOn.push({
				unit: row.unit,
				unitName: units.get(row.unit) ?? row.unit,
				month: row.month,
				expiresAt: row.expiresAt ?? now + SHOWN_FOR
			});
		}
		return {
			given: consent && {
				at: consent.since,
				shownAs: consent.shownAs,
				text: granted?.text ?? ''
			},
			log: log.map(({ at, change, shownAs }) => ({ at, change, shownAs })).reverse(),
			shownOn,
			names: { full: nameShown(me.name, 'full'), family: nameShown(me.name, 'family') }
		};
	})
];
