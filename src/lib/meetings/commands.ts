import { defineCommand, typed } from '#lib/kernel/command.ts';
import { convenes, reads } from './rules.ts';
import {
	AmendMinutesInput,
	EditMeetingInput,
	FreezeMinutesInput,
	OpenMeetingInput,
	SignInInput,
	TakeAttendanceInput,
	type AttendanceStatus,
	type MeetingKind
} from './schema.ts';

const lane = 'meetings';

interface InUnit {
	readonly unit: string;
}

/** Opens a meeting and invites those who hold a seat there today: they are the 应到. */
export const openMeeting = defineCommand({
	name: 'meetings.openMeeting',
	input: OpenMeetingInput,
	offline: 'queue',
	lane,
	may: (actor, { unit }: InUnit) => convenes(actor, unit),
	done: typed<{ meeting: string; invited: number }>(),
	refusals: ['wrong_unit', 'bad_time', 'nobody']
});

export const editMeeting = defineCommand({
	name: 'meetings.editMeeting',
	input: EditMeetingInput,
	offline: 'queue',
	lane,
	may: (actor, { unit }: InUnit) => convenes(actor, unit),
	done: typed<{ meeting: string }>(),
	refusals: ['frozen', 'bad_time']
});

/** Marks people present, absent (with a reason) or observing. */
export const takeAttendance = defineCommand({
	name: 'meetings.takeAttendance',
	input: TakeAttendanceInput,
	offline: 'queue',
	lane,
	may: (actor, { unit }: InUnit) => convenes(actor, unit),
	done: typed<{ marked: number }>(),
	refusals: ['frozen', 'not_invited', 'no_seat'],
	// A reason may be an illness: the attendance row has it, the audit log need not.
	redact: ({ meeting, marks }) => ({
		meeting,
		marks: marks.map(({ person, status }) => ({ person, status }))
	})
});

/** "I am here": present when invited, else an observer. */
export const signIn = defineCommand({
	name: 'meetings.signIn',
	input: SignInInput,
	offline: 'queue',
	lane,
	may: (actor, meeting: { unit: string; kind: MeetingKind }) =>
		actor.kind === 'person' && reads(actor, meeting),
	done: typed<{ status: AttendanceStatus }>(),
	refusals: ['frozen', 'too_early']
});

/** Makes the text before the convener's eyes the record; the room is read-only from then on. */
export const freezeMinutes = defineCommand({
	name: 'meetings.freezeMinutes',
	input: FreezeMinutesInput,
	offline: 'online',
	lane,
	may: (actor, { unit }: InUnit) => convenes(actor, unit),
	done: typed<{ sha256: string; standing: 'vote' | 'talk' }>(),
	refusals: ['frozen', 'empty', 'changed', 'not_begun']
});

/** Adds a correction to frozen minutes; the frozen text itself never changes. */
export const amendMinutes = defineCommand({
	name: 'meetings.amendMinutes',
	input: AmendMinutesInput,
	offline: 'online',
	lane,
	may: (actor, { unit }: InUnit) => convenes(actor, unit),
	done: typed<{ amendment: string }>(),
	refusals: ['not_frozen'],
	redact: ({ id, meeting, text }) => ({ id, meeting, length: text.length })
});
