/** Reads of the minutes' past. */
import type { PersonActor } from '#lib/kernel/actor.ts';
import { sessionsOf } from '#lib/collab/history.ts';
import { documentClients, documentLog, documentStateAt } from '#lib/collab/history.server.ts';
import type { Tx } from '#lib/platform/db/port.server.ts';
import { reads as readsView } from '#lib/platform/handler.server.ts';
import { peopleNames } from '#lib/roster/repo.server.ts';
import { blocksOfState, roomOf } from './collab.ts';
import { paragraphsOfState } from './collab.history.ts';
import { findMeeting, frozenBy, isInvited, type MeetingRow } from './repo.server.ts';
import { compare, seesHistory } from './rules.history.ts';
import { roomRights } from './rules.ts';
import type { Paragraph } from './schema.history.ts';
import { comparePage, historyPage, versionPage } from './views.ts';

/** Sessions that one page lists. */
const SHOWN = 100;

type Found = MeetingRow & { invited: boolean };

/** The meeting when its history is for this person (ME-10), else null. */
async function visible(q: Tx, id: string, actor: PersonActor | null): Promise<Found | null> {
	const found = actor && (await findMeeting(q, id));
	if (!found) return null;
	const invited = await isInvited(q, id, actor.id);
	return seesHistory(actor, { ...found, invited }) ? { ...found, invited } : null;
}

/** Paragraphs of a version with names for those who wrote them. */
async function named(q: Tx, room: string, seq: number): Promise<Paragraph[]> {
	const clients = await documentClients(q, room);
	const names = await peopleNames(q, [...new Set(clients.values())]);
	const state = await documentStateAt(q, room, seq);
	return paragraphsOfState(state, (client) => names.get(clients.get(client) ?? '') ?? '');
}

export const readers = [
	readsView(historyPage, async (q, { meeting }, { actor }) => {
		const found = await visible(q, meeting, actor);
		if (!found || !actor) return null;
		const room = roomOf(meeting);
		const log = await documentLog(q, room);
		const sessions = sessionsOf(log);
		const shown = sessions.slice(0, SHOWN);
		const names = await peopleNames(q, [...new Set(shown.map((s) => s.person))]);
		const frozen = found.frozenAt !== null;
		return {
			title: found.title,
			sessions: shown.map(({ person, first, last, from, to }) => ({
				name: names.get(person) ?? '',
				before: first - 1,
				after: last,
				from,
				to
			})),
			older: sessions.length - shown.length,
			paragraphs: await named(q, room, log.at(-1)?.seq ?? 0),
			frozen: await frozenBy(q, meeting),
			mayRestore: roomRights(actor, { ...found, frozen }) === 'write'
		};
	}),

	readsView(comparePage, async (q, { meeting, from, to }, { actor }) => {
		const found = await visible(q, meeting, actor);
		if (!found) return null;
		const room = roomOf(meeting);
		const times = new Map((await documentLog(q, room)).map(({ seq, at }) => [seq, at]));
		const known = (seq: number) => seq === 0 || times.has(seq);
		if (!known(from) || !known(to)) return null;
		return {
			fromAt: times.get(from) ?? null,
			toAt: times.get(to) ?? null,
			changes: compare(await named(q, room, from), await named(q, room, to))
		};
	}),

	readsView(versionPage, async (q, { meeting, seq }, { actor }) => {
		const found = await visible(q, meeting, actor);
		if (!found) return null;
		const room = roomOf(meeting);
		const row = (await documentLog(q, room)).find((entry) => entry.seq === seq);
		if (!row) return null;
		return { seq, at: row.at, blocks: blocksOfState(await documentStateAt(q, room, seq)) };
	})
];
