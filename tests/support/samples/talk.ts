/** Samples of meetings and lists. */
import * as Y from 'yjs';
import { uuidv7 } from '#lib/kernel/id.ts';
import { HOUR, MINUTE } from '#lib/kernel/time.ts';
import * as listRooms from '#lib/lists/collab.ts';
import * as lists from '#lib/lists/commands.ts';
import * as listsViews from '#lib/lists/views.ts';
import * as minutes from '#lib/meetings/collab.ts';
import * as meetings from '#lib/meetings/commands.ts';
import * as meetingsViews from '#lib/meetings/views.ts';
import { does, must, nothing, shows, type as write, type Fill } from './place.ts';

const NO_HASH = '0'.repeat(64);

export const talk: Fill = async (place) => {
	const { world, grid, leader, member, marker } = place;
	const details = {
		title: `楼道堆物${marker}`,
		place: marker,
		startsAt: world.now + 10 * MINUTE,
		topics: marker
	};
	const meeting = uuidv7();
	await must(place, leader, meetings.openMeeting, {
		id: meeting,
		kind: 'grid_talk',
		unit: grid,
		...details
	});
	await write(place, minutes.roomOf(meeting), (doc) => {
		const paragraph = new Y.XmlElement('resolution');
		paragraph.insert(0, [new Y.XmlText(`周三前清空${marker}`)]);
		doc.getXmlFragment(minutes.ROOT).push([paragraph]);
	});
	const draft = await world.view(leader, meetingsViews.draftPage, { meeting });

	const list = uuidv7();
	await must(place, leader, lists.openList, {
		id: list,
		unit: grid,
		kind: 'demand',
		title: `需求${marker}`
	});
	await write(place, listRooms.roomOf(list), (doc) => {
		const row = new Y.Map();
		doc.getMap(listRooms.ROOT).set(uuidv7(), row);
		const fields = { title: `轮椅${marker}`, quantity: '2', contact: '网格长', place: marker };
		for (const [name, value] of Object.entries(fields)) row.set(name, value);
	});
	const rows = await world.view(leader, listsViews.listDraftPage, { list });
	const version = uuidv7();
	await must(place, leader, lists.publishVersion, {
		id: version,
		list,
		seen: rows?.hash ?? '',
		allowAlike: false,
		note: marker
	});

	const marks = [{ person: member.id, status: 'present' as const, reason: '' }];
	const again = { seen: rows?.hash ?? NO_HASH, allowAlike: false, note: '' };
	const later = { ...details, startsAt: world.now + HOUR };
	return {
		commands: [
			does(meetings.openMeeting, leader, {
				id: uuidv7(),
				kind: 'grid_talk',
				unit: grid,
				...later
			}),
			does(
				meetings.editMeeting,
				leader,
				{ meeting, ...details },
				{ missing: { meeting: nothing(), ...details } }
			),
			does(
				meetings.takeAttendance,
				leader,
				{ meeting, marks },
				{ missing: { meeting: nothing(), marks } }
			),
			does(meetings.signIn, member, { meeting }, { missing: { meeting: nothing() } }),
			does(
				meetings.freezeMinutes,
				leader,
				{ meeting, seen: draft?.hash ?? NO_HASH },
				{ missing: { meeting: nothing(), seen: NO_HASH } }
			),
			does(
				meetings.amendMinutes,
				leader,
				{ id: uuidv7(), meeting, text: marker },
				{ missing: { id: uuidv7(), meeting: nothing(), text: marker } }
			),
			does(lists.openList, leader, { id: uuidv7(), unit: grid, kind: 'resource', title: marker }),
			does(
				lists.publishVersion,
				leader,
				{ id: uuidv7(), list, ...again },
				{ missing: { id: uuidv7(), list: nothing(), ...again } }
			),
			does(lists.closeList, leader, { list }, { missing: { list: nothing() } })
		],
		views: [
			shows(meetingsViews.myMeetings, member, {}, { own: true }),
			shows(meetingsViews.meetingPage, member, { meeting }, { missing: { meeting: nothing() } }),
			shows(meetingsViews.draftPage, member, { meeting }, { missing: { meeting: nothing() } }),
			shows(meetingsViews.historyPage, member, { meeting }, { missing: { meeting: nothing() } }),
			shows(
				meetingsViews.comparePage,
				member,
				{ meeting, from: 0, to: 1 },
				{ missing: { meeting: nothing(), from: 0, to: 1 } }
			),
			shows(
				meetingsViews.versionPage,
				member,
				{ meeting, seq: 1 },
				{ missing: { meeting, seq: 99 } }
			),
			shows(listsViews.myLists, member, {}, { own: true }),
			shows(listsViews.listPage, member, { list }, { missing: { list: nothing() } }),
			shows(listsViews.versionPage, member, { version }, { missing: { version: nothing() } }),
			shows(listsViews.listDraftPage, member, { list }, { missing: { list: nothing() } })
		]
	};
};
