import { desc, eq } from 'drizzle-orm';
import type { Actor } from '#lib/kernel/actor.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import { done, refused } from '#lib/kernel/outcome.ts';
import { personTopic, subtreeTopics } from '#lib/kernel/view.ts';
import { sealDocument } from '#lib/collab/documents.server.ts';
import { findUnit } from '#lib/org/repo.server.ts';
import type { Tx } from '#lib/platform/db/port.server.ts';
import { handle } from '#lib/platform/handler.server.ts';
import { actorFor, membersOf, peopleNames } from '#lib/roster/repo.server.ts';
import {
	amendMinutes,
	editMeeting,
	freezeMinutes,
	openMeeting,
	signIn,
	takeAttendance
} from './commands.ts';
import words from './messages.zh.ts';
import { roomOf } from './collab.ts';
import {
	attendanceOf,
	draftBlocks,
	findMeeting,
	invitedTo,
	isInvited,
	type MeetingRow
} from './repo.server.ts';
import {
	fitsUnit,
	invitation,
	markFits,
	quorumOf,
	reads,
	signInOpens,
	statusOfSignIn,
	timeIsSane
} from './rules.ts';
import { hashOf, hashOfBlocks, isEmpty, recordText } from './rules.minutes.ts';
import type { MeetingKind } from './schema.ts';
import {
	meeting,
	meetingAmendment,
	meetingAttendance,
	meetingInvited,
	meetingMinutes
} from './tables.server.ts';
import { meetingTopic } from './views.ts';

/** Rows of one INSERT: far below SQLite's limit of parameters. */
const BATCH = 500;

/** The people whose seats are invited today (ME-2), each once. */
async function invitees(tx: Tx, kind: MeetingKind, unit: string, now: number): Promise<string[]> {
	const { own, below } = invitation(kind);
	const roles = (list: typeof own) => (list ? { roles: list } : {});
	const there = await membersOf(tx, unit, { now, ...roles(own) });
	const under = await membersOf(tx, unit, { now, deep: true, ...roles(below) });
	return [...new Set([...there, ...under].map((seat) => seat.person))];
}

const inUnit = (found: MeetingRow | null) =>
	found && { target: { unit: found.unit }, unit: found.unit, facts: found };

const topicsOf = (found: { id: string; unit: string }) => [
	meetingTopic(found.id),
	...subtreeTopics('meetings', found.unit)
];

const frozen = (found: MeetingRow) => refused('frozen', { at: found.frozenAt, title: found.title });

export const handlers = [
	handle(openMeeting, {
		async facts(tx, { id, unit }) {
			const found = await findUnit(tx, unit);
			if (!found || found.closedAt !== null) return null;
			return { target: { unit }, unit, facts: { taken: (await findMeeting(tx, id)) !== null } };
		},
		async execute(tx, input, { taken }, { actor, now, emit }) {
			if (taken) return refused('id_reused');
			const { id, kind, unit, title, place, startsAt, topics } = input;
			if (!fitsUnit(kind, unit)) return refused('wrong_unit');
			if (!timeIsSane(startsAt, now)) return refused('bad_time');
			const people = await invitees(tx, kind, unit, now);
			if (people.length === 0) return refused('nobody');
			await tx
				.insert(meeting)
				.values({ id, kind, unit, title, place, startsAt, topics, by: actor.id, at: now });
			for (let i = 0; i < people.length; i += BATCH) {
				await tx
					.insert(meetingInvited)
					.values(people.slice(i, i + BATCH).map((person) => ({ meeting: id, person })));
			}
			emit({
				name: 'meeting.opened',
				topics: [...topicsOf({ id, unit }), ...people.map(personTopic)],
				payload: { meeting: id, unit, startsAt, people }
			});
			return done({ meeting: id, invited: people.length });
		}
	}),

	handle(editMeeting, {
		facts: async (tx, input) => inUnit(await findMeeting(tx, input.meeting)),
		async execute(tx, { title, place, startsAt, topics }, found, { actor, now, emit }) {
			if (found.frozenAt !== null) return frozen(found);
			if (startsAt !== found.startsAt && !timeIsSane(startsAt, now)) return refused('bad_time');
			await tx
				.update(meeting)
				.set({ title, place, startsAt, topics, editedBy: actor.id, editedAt: now })
				.where(eq(meeting.id, found.id));
			const people = await invitedTo(tx, found.id);
			emit({
				name: 'meeting.edited',
				topics: [...topicsOf(found), ...people.map(personTopic)],
				payload: {
					meeting: found.id,
					unit: found.unit,
					startsAt,
					moved: startsAt !== found.startsAt || place !== found.place,
					people
				}
			});
			return done({ meeting: found.id });
		}
	}),

	handle(takeAttendance, {
		facts: async (tx, input) => inUnit(await findMeeting(tx, input.meeting)),
		async execute(tx, { marks }, found, { actor, now, emit }) {
			if (found.frozenAt !== null) return frozen(found);
			const due = new Set(await invitedTo(tx, found.id));
			for (const mark of marks) {
				const isDue = due.has(mark.person);
				if (!isDue && !(await mayObserve(tx, mark.person, found, now))) {
					return refused('no_seat');
				}
				if (!markFits(mark.status, isDue)) {
					const names = await peopleNames(tx, [mark.person]);
					return refused('not_invited', {
						name: names.get(mark.person) ?? '',
						due: isDue
					});
				}
				await tx.insert(meetingAttendance).values({
					id: uuidv7(now),
					meeting: found.id,
					person: mark.person,
					status: mark.status,
					reason: mark.status === 'absent' ? mark.reason : '',
					self: false,
					by: actor.id,
					at: now
				});
			}
			emit({
				name: 'meeting.attendance_taken',
				topics: [meetingTopic(found.id)],
				payload: { meeting: found.id, unit: found.unit, marked: marks.length }
			});
			return done({ marked: marks.length });
		}
	}),

	handle(signIn, {
		async facts(tx, input) {
			const found = await findMeeting(tx, input.meeting);
			return found && { target: found, unit: found.unit, facts: found };
		},
		async execute(tx, _, found, { actor, now, emit }) {
			if (found.frozenAt !== null) return frozen(found);
			if (now < signInOpens(found.startsAt)) {
				return refused('too_early', { opensAt: signInOpens(found.startsAt) });
			}
			const status = statusOfSignIn(await isInvited(tx, found.id, actor.id));
			await tx.insert(meetingAttendance).values({
				id: uuidv7(now),
				meeting: found.id,
				person: actor.id,
				status,
				reason: '',
				self: true,
				by: actor.id,
				at: now
			});
			emit({
				name: 'meeting.signed_in',
				topics: [meetingTopic(found.id), personTopic(actor.id)],
				payload: { meeting: found.id, unit: found.unit, person: actor.id, status }
			});
			return done({ status });
		}
	}),

	handle(freezeMinutes, {
		facts: async (tx, input) => inUnit(await findMeeting(tx, input.meeting)),
		async execute(tx, { seen }, found, { actor, now, emit }) {
			if (found.frozenAt !== null) return frozen(found);
			if (now < found.startsAt) return refused('not_begun', { startsAt: found.startsAt });
			const blocks = await draftBlocks(tx, found.id);
			if (isEmpty(blocks)) return refused('empty');
			if (hashOfBlocks(blocks) !== seen) return refused('changed');
			const attending = await attendanceOf(tx, found.id);
			const quorum = quorumOf(found.kind, attending);
			const names = await peopleNames(tx, [found.by, ...attending.map((a) => a.person)]);
			const name = (person: string) => names.get(person) ?? '';
			const text = recordText(
				{
					...found,
					convener: name(found.by),
					quorum,
					attendance: attending
						.map((a) => ({ ...a, name: name(a.person) }))
						.sort((a, b) => a.name.localeCompare(b.name, 'zh')),
					blocks
				},
				words.record
			);
			const sha256 = hashOf(text);
			await tx.insert(meetingMinutes).values({
				meeting: found.id,
				text,
				blocks,
				sha256,
				due: quorum.due,
				present: quorum.present,
				standing: quorum.standing,
				by: actor.id,
				at: now
			});
			await sealDocument(tx, roomOf(found.id), actor.id, now);
			emit({
				name: 'meeting.frozen',
				topics: [...topicsOf(found), ...attending.map((a) => personTopic(a.person))],
				payload: {
					meeting: found.id,
					unit: found.unit,
					sha256,
					standing: quorum.standing,
					people: attending.map((a) => a.person)
				}
			});
			return done({ sha256, standing: quorum.standing });
		}
	}),

	handle(amendMinutes, {
		facts: async (tx, input) => inUnit(await findMeeting(tx, input.meeting)),
		async execute(tx, { id, text }, found, { actor, now, emit }) {
			const [minutes] = await tx
				.select({ sha256: meetingMinutes.sha256 })
				.from(meetingMinutes)
				.where(eq(meetingMinutes.meeting, found.id));
			if (!minutes) return refused('not_frozen');
			const [known] = await tx
				.select({ id: meetingAmendment.id })
				.from(meetingAmendment)
				.where(eq(meetingAmendment.id, id));
			if (known) return refused('id_reused');
			const [last] = await tx
				.select({ sha256: meetingAmendment.sha256 })
				.from(meetingAmendment)
				.where(eq(meetingAmendment.meeting, found.id))
				.orderBy(desc(meetingAmendment.at), desc(meetingAmendment.id))
				.limit(1);
			await tx.insert(meetingAmendment).values({
				id,
				meeting: found.id,
				text,
				sha256: hashOf(`${(last ?? minutes).sha256}\n${text}`),
				by: actor.id,
				at: now
			});
			emit({
				name: 'meeting.amended',
				topics: topicsOf(found),
				payload: { meeting: found.id, unit: found.unit, amendment: id }
			});
			return done({ amendment: id });
		}
	})
];

/** Somebody who was not invited can be an observer when they may read the meeting at all (ME-3). */
async function mayObserve(tx: Tx, person: string, found: MeetingRow, now: number) {
	const who: Actor | null = await actorFor(tx, person, now);
	return who !== null && reads(who, found);
}
