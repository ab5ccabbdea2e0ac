/** Pure decisions; the numbers are explained in README.md. */
import { holds, LEADERS, type Actor, type Role } from '#lib/kernel/actor.ts';
import { DAY, HOUR } from '#lib/kernel/time.ts';
import type { AttendanceStatus, MeetingKind, Quorum } from './schema.ts';

/** Who calls and keeps a meeting (ME-1). */
export const CONVENERS: readonly Role[] = [...LEADERS, 'party_group_leader'];

const PARTY: readonly Role[] = ['party_group_leader', 'party_member', 'in_service_member'];
const DELEGATES: readonly Role[] = [...LEADERS, 'party_group_leader', 'partner_unit'];

const GRID_CODE = 15;

export const convenes = (actor: Actor, unit: string): boolean => holds(actor, CONVENERS, unit);

/**
 * Any seat in the unit, above it or below it: those who may read what was said (ME-7). Party-group
 * meetings are for the party group and those who convene.
 */
export function reads(actor: Actor, meeting: { kind: MeetingKind; unit: string }): boolean {
	if (actor.kind === 'system' || convenes(actor, meeting.unit)) return true;
	return actor.memberships.some(
		(seat) =>
			(meeting.unit.startsWith(seat.unit) || seat.unit.startsWith(meeting.unit)) &&
			(meeting.kind !== 'party_group' || PARTY.includes(seat.role))
	);
}

/** Who may type: conveners and the invited who still have a seat there, until frozen (ME-7). */
export function roomRights(
	actor: Actor,
	meeting: { kind: MeetingKind; unit: string; invited: boolean; frozen: boolean }
): 'none' | 'read' | 'write' {
	if (!reads(actor, meeting)) return 'none';
	if (meeting.frozen) return 'read';
	return meeting.invited || convenes(actor, meeting.unit) ? 'write' : 'read';
}

/** Grid talks and party-group meetings are held in a grid or micro-grid (ME-1). */
export const fitsUnit = (kind: MeetingKind, unit: string): boolean =>
	kind === 'deliberation' || unit.length >= GRID_CODE;

/** From 30 days back (minutes written afterwards) to a year ahead (ME-1). */
export const timeIsSane = (startsAt: number, now: number): boolean =>
	startsAt >= now - 30 * DAY && startsAt <= now + 366 * DAY;

/**
 * Whose seats are invited (ME-2): `below` are the roles invited from the units below as well,
 * `null` for all roles; `own` the roles of the unit itself.
 */
export function invitation(kind: MeetingKind): {
	own: readonly Role[] | null;
	below: readonly Role[] | null;
} {
	if (kind === 'grid_talk') return { own: null, below: null };
	if (kind === 'party_group') return { own: PARTY, below: PARTY };
	return { own: null, below: DELEGATES };
}

/** How many of those due must be there for a vote (ME-4): base 应到, always. */
export function needed(kind: MeetingKind, due: number): number {
	return kind === 'deliberation' ? Math.ceil((due * 2) / 3) : Math.floor(due / 2) + 1;
}

/** The line 应到 · 实到 · 可表决 or 座谈 from the attendance (ME-3, ME-4). */
export function quorumOf(
	kind: MeetingKind,
	attendance: readonly { due: boolean; status: AttendanceStatus | null }[]
): Quorum {
	const due = attendance.filter((a) => a.due);
	const present = due.filter((a) => a.status === 'present').length;
	const enough = needed(kind, due.length);
	return {
		due: due.length,
		present,
		absent: due.filter((a) => a.status === 'absent').length,
		observers: attendance.filter((a) => a.status === 'observer').length,
		needed: enough,
		standing: due.length > 0 && present >= enough ? 'vote' : 'talk'
	};
}

/** Signing in oneself: from two hours before the start (ME-5). */
export const signInOpens = (startsAt: number): number => startsAt - 2 * HOUR;

/** What somebody who signs in is (ME-5): among those due present, else an observer. */
export const statusOfSignIn = (due: boolean): AttendanceStatus => (due ? 'present' : 'observer');

/** A mark that cannot be: only those who were invited can be present or absent (ME-3). */
export const markFits = (status: AttendanceStatus, due: boolean): boolean =>
	due ? status !== 'observer' : status === 'observer';

/** Still to come, or begun within the last day and not yet frozen (ME-8). */
export const isUpcoming = (startsAt: number, frozen: boolean, now: number): boolean =>
	!frozen && startsAt > now - DAY;
