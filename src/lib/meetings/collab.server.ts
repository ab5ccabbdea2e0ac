import type { RoomKind } from '#lib/collab/rooms.server.ts';
import { CAPABILITY, ROOT } from './collab.ts';
import { findMeeting, isInvited } from './repo.server.ts';
import { roomRights } from './rules.ts';
import { meetingTopic } from './views.ts';

/** The rooms in which minutes are written (ME-7). */
export const minutesRooms: RoomKind = {
	capability: CAPABILITY,
	roots: { [ROOT]: 'xml' },
	async access(q, id, actor) {
		const found = await findMeeting(q, id);
		if (!found) return 'none';
		return roomRights(actor, {
			...found,
			invited: await isInvited(q, id, actor.id),
			frozen: found.frozenAt !== null
		});
	},
	accessTopics: (id) => [meetingTopic(id)]
};
