/** Red lists in the tests' world: who served, who agreed, and a board on its way. */
import { expect } from 'vitest';
import type { PersonActor } from '#lib/kernel/actor.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import { DAY, MINUTE } from '#lib/kernel/time.ts';
import { hourEntry } from '#lib/hours/tables.server.ts';
import {
	checkBoard,
	draftBoard,
	grantConsent,
	publishBoard,
	withdrawConsent
} from '#lib/honors/commands.ts';
import { CONSENT_TEXT, type Rule, type ShownAs, type Subject } from '#lib/honors/schema.ts';
import { publicHonors } from '#lib/honors/views.ts';
import { COMMUNITY, GRID, type World } from './world.ts';

export const RULE: Rule = { minMinutes: 60, places: 3, minSample: 1 };

/** 郑书文 drafts and publishes, 吴岚 checks. */
export function honorsIn(world: World) {
	const { secretary, townAdmin: checker } = world.people;
	/** Hours that a second person has confirmed; how that comes about is told by the tests of hours. */
	const served = (
		person: PersonActor,
		minutes: number,
		unit = GRID,
		grade: 'A' | 'B' | 'C' = 'A'
	) =>
		world.app.db.write(async (tx) => {
			await tx.insert(hourEntry).values({
				id: uuidv7(),
				person: person.id,
				unit,
				day: '2026-11-23',
				startsAt: world.now - DAY,
				endsAt: world.now - DAY + minutes * MINUTE,
				minutes,
				grade,
				flags: [],
				note: '',
				by: person.id,
				at: world.now,
				decision: 'confirmed',
				decidedBy: checker.id,
				decidedAt: world.now
			});
		});
	const agree = (person: PersonActor, shownAs: ShownAs = 'full') =>
		world.run(person, grantConsent, {
			id: uuidv7(),
			purpose: 'red_board',
			text: CONSENT_TEXT,
			shownAs
		});
	const takeBack = (person: PersonActor) =>
		world.run(person, withdrawConsent, { id: uuidv7(), purpose: 'red_board' });
	const draft = async (subject: Subject = 'volunteer', rule = RULE, unit = COMMUNITY) => {
		const id = uuidv7();
		const outcome = await world.run(secretary, draftBoard, {
			id,
			unit,
			month: '2026-11',
			subject,
			rule
		});
		return { id, outcome };
	};
	const approve = (board: string, by = checker) =>
		world.run(by, checkBoard, { id: uuidv7(), board, verdict: 'approved' });
	const publish = (board: string) => world.run(secretary, publishBoard, { board });
	const publicPage = (unit = COMMUNITY) => world.view(null, publicHonors, { unit });

	const published = async (subject: Subject = 'volunteer', rule = RULE) => {
		const { id, outcome } = await draft(subject, rule);
		expect(outcome).toMatchObject({ kind: 'done' });
		expect(await approve(id)).toMatchObject({ kind: 'done' });
		expect(await publish(id)).toMatchObject({ kind: 'done' });
		return id;
	};

	return {
		secretary,
		checker,
		served,
		agree,
		takeBack,
		draft,
		approve,
		publish,
		published,
		publicPage
	};
}
