import {
	bool,
	count,
	id,
	index,
	json,
	primaryKey,
	ref,
	table,
	time,
	words
} from '#lib/platform/db/columns.server.ts';
import { unit } from '#lib/org/tables.server.ts';
import { person } from '#lib/roster/tables.server.ts';
import type { AttendanceStatus, MeetingKind, MinutesBlock, Standing } from './schema.ts';

export const meeting = table(
	'meeting',
	{
		id: id(),
		unit: ref('unit')
			.notNull()
			.references(() => unit.code),
		kind: words('kind').$type<MeetingKind>().notNull(),
		title: words('title').notNull(),
		place: words('place').notNull(),
		startsAt: time('starts_at').notNull(),
		topics: words('topics').notNull(),
		by: ref('by').notNull(),
		at: time('at').notNull(),
		/** Who changed title, place, time or topics last; the audit log has every change. */
		editedBy: ref('edited_by'),
		editedAt: time('edited_at')
	},
	(t) => [index('meeting_by_unit').on(t.unit, t.startsAt)]
);

/** 应到: written once, when the meeting is opened (ME-2). */
export const meetingInvited = table(
	'meeting_invited',
	{
		meeting: ref('meeting')
			.notNull()
			.references(() => meeting.id),
		person: ref('person')
			.notNull()
			.references(() => person.id)
	},
	(t) => [
		primaryKey({ columns: [t.meeting, t.person] }),
		index('meeting_invited_by_person').on(t.person)
	]
);

/** Appended; a person's newest row counts (ME-3). */
export const meetingAttendance = table(
	'meeting_attendance',
	{
		id: id(),
		meeting: ref('meeting')
			.notNull()
			.references(() => meeting.id),
		person: ref('person')
			.notNull()
			.references(() => person.id),
		status: words('status').$type<AttendanceStatus>().notNull(),
		reason: words('reason').notNull(),
		/** Signed in by themselves, not marked by the keeper of the list. */
		self: bool('self').notNull(),
		by: ref('by').notNull(),
		at: time('at').notNull()
	},
	(t) => [index('meeting_attendance_by_meeting').on(t.meeting)]
);

/** The frozen minutes: written once, never changed (ME-6). */
export const meetingMinutes = table('meeting_minutes', {
	meeting: ref('meeting')
		.primaryKey()
		.references(() => meeting.id),
	text: words('text').notNull(),
	blocks: json<readonly MinutesBlock[]>('blocks').notNull(),
	sha256: words('sha256').notNull(),
	due: count('due').notNull(),
	present: count('present').notNull(),
	standing: words('standing').$type<Standing>().notNull(),
	by: ref('by').notNull(),
	at: time('at').notNull()
});

/** What was said about the frozen minutes afterwards; each hash covers the one before (ME-9). */
export const meetingAmendment = table(
	'meeting_amendment',
	{
		id: id(),
		meeting: ref('meeting')
			.notNull()
			.references(() => meeting.id),
		text: words('text').notNull(),
		sha256: words('sha256').notNull(),
		by: ref('by').notNull(),
		at: time('at').notNull()
	},
	(t) => [index('meeting_amendment_by_meeting').on(t.meeting, t.at)]
);
