import type { Actor } from '#lib/kernel/actor.ts';
import { done, refused } from '#lib/kernel/outcome.ts';
import { personTopic, recordTopic, subtreeTopics } from '#lib/kernel/view.ts';
import { findUnit, unitNames } from '#lib/org/repo.server.ts';
import type { Tx } from '#lib/platform/db/port.server.ts';
import { handle, type AnyHandler, type Context } from '#lib/platform/handler.server.ts';
import {
	checkBoard,
	draftBoard,
	grantConsent,
	publishBoard,
	withdrawBoard,
	withdrawConsent
} from './commands.ts';
import { compute, list } from './compute.server.ts';
import { consentLog } from './consents.server.ts';
import messages from './messages.zh.ts';
import { boardsNaming, findBoard, hasPublishedTwin, listedOn } from './repo.server.ts';
import { checkRefusal, consentNow, periodOf, publishRefusal, SHOWN_FOR, stateOf } from './rules.ts';
import { CONSENT_TEXT, type Purpose } from './schema.ts';
import { board, boardCheck, candidate, consent, publication, withdrawal } from './tables.server.ts';
import { HONORS } from './views.ts';

/** Rows of one INSERT: far below SQLite's limit of parameters. */
const BATCH = 500;

/** A board changed: its own page, the lists and public pages of its unit and those above. */
const boardTopics = (id: string, unit: string): string[] => [
	HONORS,
	recordTopic('honor', id),
	...subtreeTopics('honors', unit)
];

/** Every page on which this person's name stands or stood changes with the consent. */
async function consentTopics(tx: Tx, person: string): Promise<string[]> {
	const naming = await boardsNaming(tx, person);
	const topics = naming.flatMap((one) => boardTopics(one.id, one.unit));
	return [...new Set([personTopic(person), ...topics])];
}

/** Facts of the person who speaks for himself; the application itself consents to nothing. */
async function ownConsent(tx: Tx, purpose: Purpose, actor: Actor) {
	if (actor.kind !== 'person') return null;
	const log = await consentLog(tx, actor.id, purpose);
	return { target: undefined, facts: { now: consentNow(log) } };
}

/** Facts of a board for whoever may decide about it. */
async function boardFacts(tx: Tx, id: string, now: number) {
	const row = await findBoard(tx, id);
	return (
		row && {
			target: { unit: row.unit },
			unit: row.unit,
			facts: { row, state: stateOf(row, now) }
		}
	);
}

/** @param people those who stand on it: their own page of consent says so */
function emitBoard(
	context: Context,
	name: string,
	{ id, unit }: { id: string; unit: string },
	people: readonly string[] = []
): void {
	const topics = [...boardTopics(id, unit), ...people.map(personTopic)];
	context.emit({ name, topics, payload: { board: id, unit } });
}

export const handlers: readonly AnyHandler[] = [
	handle(grantConsent, {
		facts: (tx, { purpose }, { actor }) => ownConsent(tx, purpose, actor),
		async execute(tx, { id, purpose, text, shownAs }, _, context) {
			if (text !== CONSENT_TEXT) return refused('old_text');
			const row = { id, person: context.actor.id, purpose, text, shownAs, at: context.now };
			await tx.insert(consent).values({ ...row, change: 'granted' });
			context.emit({
				name: 'consent.granted',
				topics: await consentTopics(tx, context.actor.id),
				payload: { person: context.actor.id, purpose }
			});
			return done({});
		}
	}),

	handle(withdrawConsent, {
		facts: (tx, { purpose }, { actor }) => ownConsent(tx, purpose, actor),
		async execute(tx, { id, purpose }, { now: given }, context) {
			if (!given) return done({});
			const row = { id, person: context.actor.id, purpose, at: context.now };
			await tx.insert(consent).values({ ...row, change: 'withdrawn', text: null, shownAs: null });
			context.emit({
				name: 'consent.withdrawn',
				topics: await consentTopics(tx, context.actor.id),
				payload: { person: context.actor.id, purpose }
			});
			return done({});
		}
	}),

	handle(draftBoard, {
		async facts(tx, { id, unit }) {
			const found = await findUnit(tx, unit);
			if (!found || found.closedAt !== null) return null;
			return { target: { unit }, unit, facts: { taken: (await findBoard(tx, id)) !== null } };
		},
		async execute(tx, { id, unit, month, subject, rule }, { taken }, context) {
			if (taken) return refused('id_reused');
			const period = periodOf(month, context.now);
			if (!period) return refused('month_ahead', { month });
			const computed = await compute(tx, unit, subject, period);
			const { entries } = await list(tx, computed, rule, subject, context.now);
			if (entries.length === 0) return refused('nobody', { subject });
			await tx.insert(board).values({
				id,
				unit,
				month,
				subject,
				rule,
				...period,
				people: computed.people,
				by: context.actor.id,
				at: context.now
			});
			for (let i = 0; i < computed.candidates.length; i += BATCH) {
				const rows = computed.candidates.slice(i, i + BATCH);
				await tx.insert(candidate).values(rows.map((one) => ({ board: id, ...one })));
			}
			emitBoard(context, 'honors.drafted', { id, unit });
			return done({ board: id });
		}
	}),

	handle(checkBoard, {
		facts: (tx, input, { now }) => boardFacts(tx, input.board, now),
		async execute(tx, input, { row, state }, context) {
			const why = checkRefusal(state, row.draftedBy, context.actor.id);
			if (why) return refused(why);
			await tx.insert(boardCheck).values({
				board: row.id,
				verdict: input.verdict,
				reason: input.verdict === 'returned' ? input.reason : null,
				by: context.actor.id,
				at: context.now
			});
			emitBoard(context, `honors.${input.verdict}`, row);
			return done({});
		}
	}),

	handle(publishBoard, {
		facts: (tx, input, { now }) => boardFacts(tx, input.board, now),
		async execute(tx, _, { row, state }, context) {
			const { entries, subjects } = await listedOn(tx, row);
			const twin = await hasPublishedTwin(tx, row, context.now);
			const why = publishRefusal(state, entries.length, twin);
			if (why) return refused(why);
			const names = await unitNames(tx, [row.unit]);
			const expiresAt = context.now + SHOWN_FOR;
			await tx.insert(publication).values({
				board: row.id,
				sentence: messages.sentence({
					subject: row.subject,
					rule: row.rule,
					unit: names.get(row.unit) ?? row.unit,
					from: row.from,
					to: row.to
				}),
				expiresAt,
				by: context.actor.id,
				at: context.now
			});
			emitBoard(context, 'honors.published', row, row.subject === 'volunteer' ? subjects : []);
			return done({ expiresAt });
		}
	}),

	handle(withdrawBoard, {
		facts: (tx, input, { now }) => boardFacts(tx, input.board, now),
		async execute(tx, { reason }, { row, state }, context) {
			if (state !== 'published') return refused('not_published');
			const { subjects } = await listedOn(tx, row);
			await tx
				.insert(withdrawal)
				.values({ board: row.id, reason, by: context.actor.id, at: context.now });
			emitBoard(context, 'honors.withdrawn', row, row.subject === 'volunteer' ? subjects : []);
			return done({});
		}
	})
];
