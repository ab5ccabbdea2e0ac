import { and, desc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm';
import { isSelf, LEADERS, leads, type PersonActor } from '#lib/kernel/actor.ts';
import { ancestorCodes } from '#lib/kernel/view.ts';
import { peopleWithHours, servedEntries } from '#lib/hours/entries.server.ts';
import { findUnit, unitNames, within } from '#lib/org/repo.server.ts';
import type { Tx } from '#lib/platform/db/port.server.ts';
import { reads, type AnyReader } from '#lib/platform/handler.server.ts';
import type { Vault } from '#lib/platform/vault.server.ts';
import { peopleNames } from '#lib/roster/repo.server.ts';
import { addUp, answerFor, mayIssue, readNumber, stateOf } from './rules.ts';
import type { CertificateRow, CheckAnswer, Served } from './schema.ts';
import { certificate } from './tables.server.ts';
import { certificatePage, idNumber, myCertificates, onNotice, register } from './views.ts';

export type Row = typeof certificate.$inferSelect;

const MOST = 200;

/** The certificate with this id, whole. */
export async function findCertificate(q: Tx, id: string): Promise<Row | null> {
	const [row] = await q.select().from(certificate).where(eq(certificate.id, id));
	return row ?? null;
}

/** What a person served in a unit and below in a period, as far as it counts (CE-5). */
export async function servedIn(
	q: Tx,
	asked: Pick<Row, 'person' | 'unit' | 'from' | 'to'>,
	now: number
): Promise<Served> {
	return addUp(await servedEntries(q, asked, now));
}

/** [CE-7] What anybody may learn by a number. */
export async function checkCertificate(q: Tx, typed: string): Promise<CheckAnswer> {
	const number = readNumber(typed);
	// Looked up all the same: an answer takes as long for what cannot be a number.
	const [row] = await q
		.select({
			from: certificate.from,
			to: certificate.to,
			minutes: certificate.minutes,
			issuedAt: certificate.issuedAt,
			droppedAt: certificate.droppedAt,
			revokedAt: certificate.revokedAt
		})
		.from(certificate)
		.where(eq(certificate.number, number ?? '-'));
	return answerFor(number ?? typed.trim().slice(0, 60), row ?? null);
}

const rowOf = (row: Row, unitName: string): CertificateRow => ({
	id: row.id,
	state: stateOf(row),
	unitName,
	from: row.from,
	to: row.to,
	number: row.number,
	minutes: row.minutes,
	askedAt: row.askedAt,
	noticeUntil: row.noticeUntil,
	issuedAt: row.issuedAt,
	voidSince: row.revokedAt
});

/** Codes of the units a person can ask: of each seat, and of the community or town it is in. */
const askable = (actor: PersonActor): string[] =>
	[
		...new Set(
			actor.memberships.flatMap(({ unit }) =>
				ancestorCodes(unit).filter((code) => code.length >= 12 || code === unit)
			)
		)
	].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));

/** Every unit to whose members an actor belongs, and the roots of what the actor runs. */
const noticeScope = (actor: PersonActor) => ({
	above: [...new Set(actor.memberships.flatMap((seat) => ancestorCodes(seat.unit)))],
	led: actor.memberships.filter((seat) => LEADERS.includes(seat.role)).map((seat) => seat.unit)
});

export const certificateReaders = (vault: Vault): readonly AnyReader[] => [
	reads(myCertificates, async (q, _, { actor }) => {
		if (!actor) return null;
		const rows = await q
			.select()
			.from(certificate)
			.where(eq(certificate.person, actor.id))
			.orderBy(desc(certificate.askedAt), desc(certificate.id))
			.limit(MOST);
		const codes = askable(actor);
		const names = await unitNames(q, [...codes, ...rows.map((row) => row.unit)]);
		return {
			certificates: rows.map((row) => rowOf(row, names.get(row.unit) ?? row.unit)),
			units: codes.map((code) => ({ code, name: names.get(code) ?? code }))
		};
	}),

	reads(certificatePage, async (q, { certificate: id }, { actor, now }) => {
		const row = await findCertificate(q, id);
		if (!actor || !row) return null;
		if (!isSelf(actor, row.person) && !leads(actor, row.unit)) return null;
		const names = await unitNames(q, [row.unit]);
		const people = await peopleNames(q, [row.person, row.askedBy, row.issuedBy ?? row.person]);
		const today = await servedIn(q, row, now);
		const { content } = row;
		return {
			...rowOf(row, names.get(row.unit) ?? row.unit),
			person: row.person,
			personName: people.get(row.person) ?? '',
			unit: row.unit,
			purpose: row.purpose,
			askedBySelf: row.askedBy === row.person,
			askedByName: people.get(row.askedBy) ?? '',
			hasIdNumber: row.idSealed !== null,
			served: content ?? today,
			content,
			minutesNow: content && today.minutes !== content.minutes ? today.minutes : null,
			reason: row.reason,
			issuedByName: row.issuedBy ? (people.get(row.issuedBy) ?? '') : null
		};
	}),

	reads(register, async (q, { unit }, { actor, now }) => {
		if (!actor || !leads(actor, unit)) return null;
		const found = await findUnit(q, unit);
		if (!found) return null;
		const rows = await q
			.select()
			.from(certificate)
			.where(within(certificate.unit, unit))
			.orderBy(desc(certificate.askedAt), desc(certificate.id))
			.limit(MOST);
		const served = (await peopleWithHours(q, unit, now)).filter((id) => id !== actor.id);
		const units = await unitNames(
			q,
			rows.map((row) => row.unit)
		);
		const people = await peopleNames(q, [...rows.map((row) => row.person), ...served]);
		return {
			unit,
			unitName: found.name,
			rows: rows.map((row) => ({
				...rowOf(row, units.get(row.unit) ?? row.unit),
				personName: people.get(row.person) ?? ''
			})),
			people: served
				.map((id) => ({ id, name: people.get(id) ?? '' }))
				.sort((a, b) => a.name.localeCompare(b.name, 'zh-CN'))
		};
	}),

	reads(onNotice, async (q, _, { actor, now }) => {
		if (!actor) return null;
		const { above, led } = noticeScope(actor);
		if (above.length === 0) return { rows: [] };
		const rows = await q
			.select()
			.from(certificate)
			.where(
				and(
					gt(certificate.noticeUntil, now),
					isNull(certificate.droppedAt),
					or(inArray(certificate.unit, above), ...led.map((unit) => within(certificate.unit, unit)))
				)
			)
			.orderBy(certificate.noticeUntil)
			.limit(MOST);
		const units = await unitNames(
			q,
			rows.map((row) => row.unit)
		);
		const people = await peopleNames(
			q,
			rows.map((row) => row.person)
		);
		const shown = [];
		for (const row of rows) {
			const { minutes } = await servedIn(q, row, now);
			shown.push({
				id: row.id,
				personName: people.get(row.person) ?? '',
				unitName: units.get(row.unit) ?? row.unit,
				from: row.from,
				to: row.to,
				minutes,
				until: row.noticeUntil
			});
		}
		return { rows: shown };
	}),

	reads(idNumber, async (q, { certificate: id }, { actor }) => {
		const row = await findCertificate(q, id);
		if (!actor || !row || !mayIssue(actor, row) || !row.idSealed || !row.idKind) return null;
		const number = vault.open(row.idSealed, row.id);
		return number === null ? null : { kind: row.idKind, number };
	})
];

/** The next running number of a unit in a year. */
export async function nextRunning(q: Tx, unit: string, year: string): Promise<number> {
	const [row] = await q
		.select({ last: sql<number | null>`max(${certificate.running})` })
		.from(certificate)
		.where(and(eq(certificate.unit, unit), eq(certificate.year, year)));
	return (row?.last ?? 0) + 1;
}

/** Whether the same is being asked already. */
export async function isAsked(
	q: Tx,
	{ person, unit, from, to }: Pick<Row, 'person' | 'unit' | 'from' | 'to'>
): Promise<boolean> {
	const rows = await q
		.select({ id: certificate.id })
		.from(certificate)
		.where(
			and(
				eq(certificate.person, person),
				eq(certificate.unit, unit),
				eq(certificate.from, from),
				eq(certificate.to, to),
				isNull(certificate.issuedAt),
				isNull(certificate.droppedAt)
			)
		);
	return rows.length > 0;
}
