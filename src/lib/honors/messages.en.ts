import { clockOf, dayOf } from '#lib/kernel/time.ts';
import type zh from './messages.zh.ts';
import type { Rule, Subject } from './schema.ts';

const hours = (minutes: number) => `${Math.round(minutes / 6) / 10} h`;
const period = (from: number, to: number) =>
	clockOf(to) === '00:00'
		? `from ${dayOf(from)} to ${dayOf(to - 1)}`
		: `from ${dayOf(from)} to ${dayOf(to)} ${clockOf(to)}`;
const people = (n: number) => (n === 1 ? '1 person' : `${n} people`);
const times = (n: number) => (n === 1 ? 'once' : `${n} times`);
const least = (rule: Rule, sample: string) =>
	rule.minMinutes > 0
		? `at least ${hours(rule.minMinutes)} and ${sample}`
		: `at least ${sample.replace('at least ', '')}`;
const sampleOf = (subject: Subject, rule: Rule) =>
	subject === 'unit'
		? `at least ${Math.max(rule.minSample, 5)} people on the roster`
		: rule.minSample === 1
			? 'at least one entry'
			: `at least ${rule.minSample} entries`;

const en: typeof zh = {
	title: 'Red list',
	of: (unit) => `${unit} red list`,
	subjects: { unit: 'Grids and communities', volunteer: 'Volunteers' },
	boardName: (month, subject) =>
		`Red list of ${subject === 'unit' ? 'units' : 'volunteers'}, ${month}`,
	states: {
		draft: 'Waits for a check',
		returned: 'Returned',
		checked: 'Checked',
		published: 'Published',
		expired: 'Expired',
		withdrawn: 'Taken down'
	},

	sentence: ({ subject, rule, unit, from, to }) =>
		[
			`Counts the hours served in ${unit} ${period(from, to)} that were confirmed (grade A: checked in and out on site; grade B: confirmed by a second person). Hours entered later or imported do not count. `,
			subject === 'volunteer'
				? `Only volunteers who agreed to be listed are ranked, by hours, most first: ${least(rule, sampleOf(subject, rule))}, ranks 1 to ${rule.places}. `
				: `Ranked by hours per person on the roster, most first: ${least(rule, sampleOf(subject, rule))}, ranks 1 to ${rule.places}. `,
			'Equals share a rank and the ranks behind them are left out.'
		].join(''),
	shortRule: (subject, rule) =>
		`By ${subject === 'unit' ? 'hours per person' : 'hours'}, ${least(rule, sampleOf(subject, rule))}, ranks 1 to ${rule.places}`,
	base: (subject, base) => {
		const counted =
			base.people === null
				? 'Fewer than 10 people have confirmed hours'
				: `${people(base.people)} have confirmed hours`;
		return subject === 'volunteer'
			? `${counted}; ${base.candidates} of them agreed to be listed and are ranked. Those who did not agree do not appear, and nobody learns where they would stand.`
			: `${base.candidates} units of one level are compared. ${counted}.`;
	},
	rank: (n) => `No. ${n}`,
	entry: {
		gradeA: (time) => `grade A ${time}`,
		gradeB: (time) => `grade B ${time}`,
		count: (entries) => times(entries),
		perPerson: (average, total, count) => `${average} a person = ${total} ÷ ${count}`
	},
	why: 'How it was made',

	list: {
		draft: 'Draft a red list',
		mineToCheck: 'For you to check',
		mineToPublish: 'For you to publish',
		published: 'Published',
		drafts: 'Under way',
		past: 'Earlier',
		empty: 'No red list yet',
		emptyHelp:
			'A secretary computes one by a rule; it is published after somebody else has checked it.',
		emptyHelpMember: 'Published ones appear here. To be listed, agree first under “My consent”.',
		publicPage: 'Public page',
		consent: 'My consent',
		draftedBy: (name) => `drafted by ${name}`,
		until: (when) => `shown until ${when}`
	},

	draft: {
		title: 'Draft a red list',
		unit: 'Which unit',
		month: 'Which month',
		subject: 'Who is ranked',
		subjectUnit: 'The units one level below',
		subjectUnitHint: 'By hours per person on the roster; nobody is named',
		subjectVolunteer: 'Volunteers',
		subjectVolunteerHint: 'Only people who agreed to be listed appear',
		minHours: 'At least how many hours',
		places: 'How many places',
		minSample: {
			unit: 'At least how many people on the roster',
			volunteer: 'At least how many entries'
		},
		look: 'See who would be on it',
		preview: 'By this rule the list would be',
		previewEmpty: 'By this rule nobody is listed',
		previewEmptyHelp: {
			volunteer:
				'Perhaps nobody has agreed yet, or hours are not confirmed. Lower the bar or choose another month.',
			unit: 'Perhaps hours are not confirmed, or rosters are too small. Lower the bar or choose another month.'
		},
		running: 'This month is not over; it is counted up to now.',
		submit: 'Hand it to somebody else to check',
		submitted:
			'Handed over. Another secretary, or an administrator above, has to check it before it can be published.',
		staffNote: 'Staff and secretaries are not ranked. There is no black list.'
	},

	check: {
		title: 'Check',
		help: 'Please compare the rule with the list. It can be published only after you have looked.',
		own: 'You drafted this one: somebody else has to check it.',
		wait: 'Waits for another secretary, or an administrator above.',
		approve: 'It is right: approve',
		return: 'Return it',
		reason: 'Why it is returned',
		approvedBy: (name, when) => `Approved by ${name}, ${when}`,
		returnedBy: (name, when) => `Returned by ${name}, ${when}`,
		again: 'Draft again by this rule'
	},
	publish: {
		button: 'Publish for 30 days',
		help: 'Everybody can read it without signing in; it leaves by itself after 30 days. Search engines do not list it.',
		by: (name, when) => `Published by ${name}, ${when}`,
		open: 'Open the public page'
	},
	withdraw: {
		button: 'Take it down',
		help: 'It leaves the public page at once. The reason is shown in its place until it would have expired. Name nobody in it.',
		reason: 'Why it is taken down',
		by: (name, when) => `Taken down by ${name}, ${when}`
	},

	public: {
		subtitle: 'By confirmed hours of service, with its rule',
		boards: (count) => (count === 1 ? 'one list' : `${count} lists`),
		empty: 'No red list is published now',
		emptyHelp: 'Each one leaves by itself after 30 days.',
		correction: (board, when) => `Correction: “${board}” was taken down on ${when}. `,
		shown: (from, to) => `Published ${from}, leaves by itself ${to}`,
		print: 'Print',
		scan: 'Scan to read this page',
		objection:
			'If something is wrong, tell the community secretary. What proves wrong is corrected at once, and said here.',
		columns: {
			rank: 'Rank',
			name: 'Name',
			minutes: 'Hours',
			split: 'Of these',
			entries: 'Entries'
		},
		average: 'per person'
	},

	consent: {
		title: 'Consent to red lists',
		off: 'Now: not listed',
		on: (when) => `Now: you agreed, since ${when}`,
		lead: 'You are not listed unless you turn it on yourself, and you can turn it off at any time.',
		terms: [
			[
				'What is shown',
				'Your name as you choose below, your rank, the confirmed hours of the month (grades A and B) and how many entries. No phone, address or photo.'
			],
			[
				'Where',
				'On the public red list of the grid, community, town or county you served in. Everybody can read it without signing in, and it may be printed. Search engines do not list it.'
			],
			['How long', 'Each list for 30 days, then it leaves by itself.'],
			[
				'How to withdraw',
				'One tap, and your name leaves every list at once; others move up and no gap is left. Of paper that hangs somewhere, tell your grid leader.'
			],
			[
				'What it changes',
				'Nothing: agreeing or not changes neither what you can claim nor your hours or points. If you are under 18, please leave it off.'
			]
		],
		name: 'How your name is shown',
		shownAs: { full: 'Whole name', family: 'Family name only' },
		grant: 'I agree to be listed',
		change: 'Show it this way',
		withdraw: 'Withdraw my consent',
		shownOn: 'Your name is on these lists now',
		notShown: 'Your name is on no list now.',
		log: 'History',
		granted: (shownAs) => (shownAs === 'full' ? 'Agreed, whole name' : 'Agreed, family name only'),
		withdrawn: 'Withdrawn'
	},

	commands: {
		grantConsent: 'Consent to be shown',
		withdrawConsent: 'Withdraw consent'
	},
	refusals: {
		old_text: () =>
			'Not recorded. The text you agreed to has changed since. Reload, read the new one, then decide.',
		month_ahead: () =>
			'Not drafted. That month has not begun. Choose this month or an earlier one.',
		nobody: (p) =>
			p.subject === 'unit'
				? 'Not done. By this rule no unit qualifies. Lower the bar or choose another month.'
				: 'Not done. By this rule nobody who agreed qualifies. Lower the bar or choose another month.',
		own_draft: () =>
			'Not recorded. You drafted this list, so somebody else has to check it. Ask another secretary or an administrator above.',
		not_waiting: () => 'Not recorded. Somebody has checked this list already. Reload to see.',
		not_checked: () =>
			'Not published. Nobody else has approved this list yet. Have it checked first.',
		already_published: () =>
			'Not published. A list of this kind and month is out already. Take that one down with a reason first.',
		not_published: () => 'Not taken down. This list is not published now. Reload to see.'
	}
};

export default en;
