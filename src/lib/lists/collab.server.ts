import type { RoomKind } from '#lib/collab/rooms.server.ts';
import { CAPABILITY, ROOT } from './collab.ts';
import { findList } from './repo.server.ts';
import { roomRights } from './rules.ts';
import { listTopic } from './views.ts';

/** The rooms in which lists are drafted (LI-2). */
export const listRooms: RoomKind = {
	capability: CAPABILITY,
	roots: { [ROOT]: 'map' },
	async access(q, id, actor) {
		const found = await findList(q, id);
		return found
			? roomRights(actor, { unit: found.unit, closed: found.closedAt !== null })
			: 'none';
	},
	accessTopics: (id) => [listTopic(id)]
};
