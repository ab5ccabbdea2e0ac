/** Who agreed to be named, last month's red lists as they were published, this month's draft. */
import { uuidv7 } from '#lib/kernel/id.ts';
import { DAY, HOUR, MINUTE, monthOf, monthRange } from '#lib/kernel/time.ts';
import { checkBoard, draftBoard, grantConsent, publishBoard } from '#lib/honors/commands.ts';
import { CONSENT_TEXT, type Rule, type Subject } from '#lib/honors/schema.ts';
import type { App } from '../app.server.ts';
import { beganAt, Story } from './acting.server.ts';
import { COMMUNITY, TOWN } from './posts.server.ts';
import { UNIT_RULE, VOLUNTEER_RULE } from './texts.ts';

/** Two in three agree, one in four of them with the family name only. */
export async function loadHonors(app: App, now = Date.now()): Promise<void> {
	const story = new Story(app, now);
	const serve = ['volunteer', 'in_service_member', 'party_member'] as const;
	const people = await story.people(COMMUNITY, serve, true);
	let n = 0;
	for (const person of people) {
		n += 1;
		if (n % 3 === 0) continue;
		const shownAs = n % 4 === 0 ? ('family' as const) : ('full' as const);
		const input = { id: uuidv7(), purpose: 'red_board', text: CONSENT_TEXT, shownAs } as const;
		await story.does(person, grantConsent, input, beganAt(now) + DAY + n * MINUTE);
	}

	const [secretary] = await story.people(COMMUNITY, ['community_secretary']);
	const [checker] = await story.people(TOWN, ['town_admin']);
	if (!secretary || !checker) return;
	const thisMonth = monthOf(now);
	const lastMonth = monthOf(monthRange(thisMonth)[0] - 1);
	// On the second morning of the month, or just now when that is still to come.
	const at = Math.min(monthRange(thisMonth)[0] + DAY + 9 * HOUR, now - HOUR);

	const draft = async (month: string, subject: Subject, rule: Rule, when: number) => {
		const id = uuidv7();
		const terms = { id, unit: COMMUNITY, month, subject, rule };
		await story.does(secretary, draftBoard, terms, when);
		return id;
	};
	for (const [subject, rule] of [
		['volunteer', VOLUNTEER_RULE],
		['unit', UNIT_RULE]
	] as const) {
		const board = await draft(lastMonth, subject, rule, at);
		const check = { id: uuidv7(), board, verdict: 'approved' } as const;
		await story.does(checker, checkBoard, check, at + 10 * MINUTE);
		await story.does(secretary, publishBoard, { board }, at + 20 * MINUTE);
	}
	// On the first days of a month nobody has the hours for a draft yet.
	if (now - monthRange(thisMonth)[0] > 10 * DAY) {
		await draft(thisMonth, 'volunteer', VOLUNTEER_RULE, now - 30 * MINUTE);
	}
}
