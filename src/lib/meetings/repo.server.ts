import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lte, or } from 'drizzle-orm';
import { scopeOf, type PersonActor } from '#lib/kernel/actor.ts';
import { DAY } from '#lib/kernel/time.ts';
import { documentState } from '#lib/collab/documents.server.ts';
import { unitNames, within } from '#lib/org/repo.server.ts';
import type { Tx } from '#lib/platform/db/port.server.ts';
import { reads as readsView } from '#lib/platform/handler.server.ts';
import { peopleNames } from '#lib/roster/repo.server.ts';
import { blocksOfState, roomOf } from './collab.ts';
import { convenes, quorumOf, reads } from './rules.ts';
import { hashOfBlocks } from './rules.minutes.ts';
import type { AttendanceEntry, AttendanceStatus, MeetingCard, MinutesBlock } from './schema.ts';
import {
	meeting,
	meetingAmendment,
	meetingAttendance,
	meetingInvited,
	meetingMinutes
} from './tables.server.ts';
import { draftPage, meetingPage, myMeetings } from './views.ts';

const UPCOMING = 30;
const RECENT = 20;

export type MeetingRow = typeof meeting.$inferSelect & { frozenAt: number | null };

/** The meeting with this id and when its minutes were frozen; `null` when there is none. */
export async function findMeeting(q: Tx, id: string): Promise<MeetingRow | null> {
	const [row] = await q
		.select({ meeting, frozenAt: meetingMinutes.at })
		.from(meeting)
		.leftJoin(meetingMinutes, eq(meetingMinutes.meeting, meeting.id))
		.where(eq(meeting.id, id));
	return row ? { ...row.meeting, frozenAt: row.frozenAt } : null;
}

export async function isInvited(q: Tx, id: string, person: string): Promise<boolean> {
	const rows = await q
		.select({ person: meetingInvited.person })
		.from(meetingInvited)
		.where(and(eq(meetingInvited.meeting, id), eq(meetingInvited.person, person)));
	return rows.length > 0;
}

/** Who made the minutes final and when; `null` while they are written. */
export async function frozenBy(q: Tx, id: string): Promise<{ by: string; at: number } | null> {
	const [row] = await q
		.select({ by: meetingMinutes.by, at: meetingMinutes.at })
		.from(meetingMinutes)
		.where(eq(meetingMinutes.meeting, id));
	if (!row) return null;
	const names = await peopleNames(q, [row.by]);
	return { by: names.get(row.by) ?? '', at: row.at };
}

/** Everybody who was invited (应到), by id. */
export async function invitedTo(q: Tx, id: string): Promise<string[]> {
	const rows = await q
		.select({ person: meetingInvited.person })
		.from(meetingInvited)
		.where(eq(meetingInvited.meeting, id));
	return rows.map((row) => row.person);
}

export interface Attending {
	person: string;
	due: boolean;
	status: AttendanceStatus | null;
	reason: string;
	self: boolean;
	at: number | null;
}

/** Those due and those who came besides, each with the newest mark (ME-3). */
export async function attendanceOf(q: Tx, id: string): Promise<Attending[]> {
	const due = await invitedTo(q, id);
	const marks = await q
		.select()
		.from(meetingAttendance)
		.where(eq(meetingAttendance.meeting, id))
		.orderBy(asc(meetingAttendance.at), asc(meetingAttendance.id));
	const people = new Map<string, Attending>(
		due.map((person) => [
			person,
			{ person, due: true, status: null, reason: '', self: false, at: null }
		])
	);
	for (const { person, status, reason, self, at } of marks) {
		const before = people.get(person);
		people.set(person, { person, due: before?.due ?? false, status, reason, self, at });
	}
	return [...people.values()];
}

/** The minutes as committed now. What anybody has seen is in it: rooms store before they relay. */
export async function draftBlocks(q: Tx, id: string): Promise<MinutesBlock[]> {
	return blocksOfState(await documentState(q, roomOf(id)));
}

interface CardRow {
	meeting: typeof meeting.$inferSelect;
	frozenAt: number | null;
}

async function cards(q: Tx, rows: readonly CardRow[], actor: PersonActor): Promise<MeetingCard[]> {
	const names = await unitNames(
		q,
		rows.map((row) => row.meeting.unit)
	);
	const ids = rows.map((row) => row.meeting.id);
	const mine = ids.length
		? await q
				.select({ meeting: meetingInvited.meeting })
				.from(meetingInvited)
				.where(and(eq(meetingInvited.person, actor.id), inArray(meetingInvited.meeting, ids)))
		: [];
	const invited = new Set(mine.map((row) => row.meeting));
	return rows.map(({ meeting: m, frozenAt }) => ({
		id: m.id,
		kind: m.kind,
		unit: m.unit,
		unitName: names.get(m.unit) ?? '',
		title: m.title,
		place: m.place,
		startsAt: m.startsAt,
		invited: invited.has(m.id),
		frozenAt
	}));
}

/** Meetings in the subtrees the actor sees, and those the actor was invited to and still may read. */
function mine(q: Tx, actor: PersonActor) {
	const invited = q
		.select({ meeting: meetingInvited.meeting })
		.from(meetingInvited)
		.where(eq(meetingInvited.person, actor.id));
	return or(
		inArray(meeting.id, invited),
		...scopeOf(actor).map((unit) => within(meeting.unit, unit))
	);
}

export const readers = [
	readsView(myMeetings, async (q, _, { actor, now }) => {
		if (!actor) return null;
		const since = now - DAY;
		const list = () =>
			q
				.select({ meeting, frozenAt: meetingMinutes.at })
				.from(meeting)
				.leftJoin(meetingMinutes, eq(meetingMinutes.meeting, meeting.id));
		const upcoming = await list()
			.where(and(mine(q, actor), gt(meeting.startsAt, since), isNull(meetingMinutes.at)))
			.orderBy(asc(meeting.startsAt), asc(meeting.id))
			.limit(UPCOMING);
		const recent = await list()
			.where(and(mine(q, actor), or(lte(meeting.startsAt, since), isNotNull(meetingMinutes.at))))
			.orderBy(desc(meeting.startsAt), desc(meeting.id))
			.limit(RECENT);
		const readable = (rows: CardRow[]) => rows.filter((row) => reads(actor, row.meeting));
		return {
			upcoming: await cards(q, readable(upcoming), actor),
			recent: await cards(q, readable(recent), actor)
		};
	}),

	readsView(meetingPage, async (q, { meeting: id }, { actor }) => {
		const found = await findMeeting(q, id);
		if (!actor || !found || !reads(actor, found)) return null;
		const attending = await attendanceOf(q, id);
		const [frozen] = await q.select().from(meetingMinutes).where(eq(meetingMinutes.meeting, id));
		const amendments = await q
			.select()
			.from(meetingAmendment)
			.where(eq(meetingAmendment.meeting, id))
			.orderBy(asc(meetingAmendment.at), asc(meetingAmendment.id));
		const names = await peopleNames(q, [
			found.by,
			...attending.map((a) => a.person),
			...(frozen ? [frozen.by] : []),
			...amendments.map((a) => a.by)
		]);
		const name = (person: string) => names.get(person) ?? '';
		const keeps = convenes(actor, found.unit);
		const [card] = await cards(q, [{ meeting: found, frozenAt: found.frozenAt }], actor);
		if (!card) return null;
		return {
			...card,
			topics: found.topics,
			convener: name(found.by),
			attendance: attending
				.map((a): AttendanceEntry => ({
					...a,
					name: name(a.person),
					reason: keeps || a.person === actor.id ? a.reason : ''
				}))
				.sort((a, b) => Number(b.due) - Number(a.due) || a.name.localeCompare(b.name, 'zh')),
			quorum: quorumOf(found.kind, attending),
			frozen: frozen
				? {
						text: frozen.text,
						blocks: frozen.blocks,
						sha256: frozen.sha256,
						standing: frozen.standing,
						by: name(frozen.by),
						at: frozen.at
					}
				: null,
			amendments: amendments.map(({ id, text, sha256, by, at }) => ({
				id,
				text,
				sha256,
				by: name(by),
				at
			}))
		};
	}),

	readsView(draftPage, async (q, { meeting: id }, { actor }) => {
		const found = await findMeeting(q, id);
		if (!actor || !found || !reads(actor, found)) return null;
		const blocks = await draftBlocks(q, id);
		return { blocks, hash: hashOfBlocks(blocks) };
	})
];
