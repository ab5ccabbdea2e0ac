import * as v from 'valibot';
import { scopeOf } from '#lib/kernel/actor.ts';
import { typed } from '#lib/kernel/command.ts';
import { IdSchema } from '#lib/kernel/id.ts';
import { defineView, personTopic, recordTopic, subtreeTopic } from '#lib/kernel/view.ts';
import { CompareArgs, HistoryArgs, VersionArgs } from './schema.history.ts';
import type { CompareView, HistoryView, VersionView } from './schema.history.ts';
import type { DraftView, MeetingView, MyMeetingsView } from './schema.ts';

export const meetingTopic = (id: string): string => recordTopic('meeting', id);

/** Meetings of my units and those I am invited to: to come, and what was held lately. */
export const myMeetings = defineView({
	name: 'meetings.mine',
	args: v.object({}),
	topics: (_, actor) =>
		actor
			? [personTopic(actor.id), ...scopeOf(actor).map((unit) => subtreeTopic('meetings', unit))]
			: [],
	data: typed<MyMeetingsView>(),
	// What is to come becomes what was.
	clock: true
});

/** One meeting: when and where, who came, the frozen text and what was added to it. */
export const meetingPage = defineView({
	name: 'meetings.meeting',
	args: v.object({ meeting: IdSchema }),
	topics: ({ meeting }) => [meetingTopic(meeting)],
	data: typed<MeetingView>()
});

/** The minutes as the server has them now; typing makes no events, so it is as new as the minute. */
export const draftPage = defineView({
	name: 'meetings.draft',
	args: v.object({ meeting: IdSchema }),
	topics: ({ meeting }) => [meetingTopic(meeting)],
	data: typed<DraftView>(),
	clock: true
});

/** Who wrote the minutes when, and whose the text is that they are now (ME-10). */
export const historyPage = defineView({
	name: 'meetings.history',
	args: HistoryArgs,
	topics: ({ meeting }) => [meetingTopic(meeting)],
	data: typed<HistoryView>(),
	clock: true
});

/** Two versions side by side: what came, what went. */
export const comparePage = defineView({
	name: 'meetings.compare',
	args: CompareArgs,
	topics: ({ meeting }) => [meetingTopic(meeting)],
	data: typed<CompareView>(),
	clock: true
});

/** The minutes as they were once. */
export const versionPage = defineView({
	name: 'meetings.version',
	args: VersionArgs,
	topics: ({ meeting }) => [meetingTopic(meeting)],
	data: typed<VersionView>(),
	clock: true
});
