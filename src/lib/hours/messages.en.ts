import { clockOf, dayOf } from '#lib/kernel/time.ts';
import type zh from './messages.zh.ts';

const at = (time: unknown) => (typeof time === 'number' ? clockOf(time) : '');
const on = (time: unknown) => (typeof time === 'number' ? dayOf(time) : '');
const hours = (minutes: unknown) => `${Math.round((Number(minutes) / 60) * 10) / 10} h`;
const entries = (n: number) => (n === 1 ? '1 entry' : `${n} entries`);

const en: typeof zh = {
	title: 'Hours of service',
	mine: 'My hours',
	grades: { A: 'A in and out', B: 'B roll call', C: 'C entered later', D: 'D imported' },
	gradesTitle: 'What A, B, C and D mean',
	gradeHint:
		'A: checked in and out in person. B: ticked off on site by the leader. C: entered later, confirmed by another person. D: imported. Honors count A and B only.',
	states: {
		pending: 'To confirm',
		confirmed: 'Confirmed',
		rejected: 'Not accepted',
		withdrawn: 'Withdrawn',
		reversed: 'Taken back'
	},
	flags: {
		overlap: 'Overlaps another entry',
		long_day: 'More than 12 hours in a day',
		late: 'Entered after more than 7 days',
		clock: 'Marked without network; the time is the phone’s',
		no_check_out: 'No check-out',
		no_place: 'Had no place in this shift',
		many: 'More than 20 entries by one person in a day',
		round: 'Many entries of whole hours by one person in a day'
	},
	certificates: 'Certificates of service',
	onNotice: 'On notice',
	thisMonth: 'This month',
	allTime: 'All time',
	months: 'By month',
	entries: 'Every entry',
	pendingSum: (text) => `${text} more to confirm or on notice`,
	empty: 'No hours yet',
	emptyText: 'Check in and out at a post, or enter what you did.',
	checkIn: 'Check in',
	checkOut: 'Check out',
	checkedIn: (clock) => `Checked in at ${clock}`,
	checkedOut: (clock) => `Checked out at ${clock}`,
	opensAt: (clock) => `Check-in opens at ${clock}`,
	enter: 'Enter hours',
	enterHint: 'They count once another person has confirmed them.',
	unit: 'Unit',
	shift: 'Which shift',
	noShift: 'Not part of a shift',
	day: 'Day',
	start: 'From',
	end: 'Until',
	note: 'What you did, and who can say so',
	save: 'Send to be confirmed',
	saved: 'Sent. Another person will confirm it.',
	withdraw: 'Withdraw',
	takenBack: 'Taken back',
	enteredBy: (name) => `entered by ${name}`,
	decidedBy: (name) => `by ${name}`,
	reason: 'Reason',
	desk: 'Confirm hours',
	deskEmpty: 'No hours to confirm',
	deskEmptyText: 'They appear here when somebody checks out or enters hours.',
	tick: 'Roll call',
	tickHint: 'Tick those who came; that confirms their hours (B).',
	tickDone: (n) => (n === 1 ? '1 person recorded' : `${n} people recorded`),
	tickSubmit: (n) => (n === 1 ? '1 person came' : `${n} people came`),
	tickSubmitPlain: 'Those ticked came',
	tickEntered: 'Has hours',
	notSelf: 'Somebody else ticks you',
	toConfirm: 'To confirm',
	confirm: 'Confirm',
	confirmAll: (n) => `Confirm ${entries(n)}`,
	confirmChosen: 'Confirm those chosen',
	choose: (name) => `Choose ${name}`,
	selectAll: 'All without a flag',
	look: 'Look at it alone',
	reject: 'Do not accept',
	rejectReason: 'Why not; the person will read it',
	barred: {
		own: 'Yours: somebody else confirms',
		entered: 'Entered by you: somebody else confirms'
	},
	confirmed: (n) => `${entries(n)} confirmed`,
	monthOf: (month) => `Units in ${month}`,
	people: 'People',
	noneYet: 'No confirmed hours this month yet.',
	more: 'There are more; see them when these are done.',
	inNotice: 'On notice',
	noticeNote: (day) => `Entered later: counts after the notice, ${day}`,
	between: '. ',
	tickWaiting: (n) => `${entries(n)} overlap others or make a very long day: somebody else looks`,
	appeal: {
		title: 'Objection',
		ask: 'I object',
		hint: 'Say what is wrong. Another leader answers within 5 days.',
		reason: 'What is wrong, and who can say so',
		send: 'Send',
		sent: 'Sent. You get an answer within 5 days.',
		until: (day) => `You can object until ${day}`,
		waiting: (day) => `Objection sent; an answer is due by ${day}`,
		overdue: (day) => `The answer is overdue; it was due by ${day}`,
		mine: (text) => `You said: ${text}`,
		verdicts: { granted: 'Granted: the hours stand', upheld: 'The decision stands' },
		answered: (name, text) => `${name}: ${text}`,
		desk: 'Objections to answer',
		said: (name, text) => `${name} says: ${text}`,
		before: (state, name, reason) =>
			`What was decided: ${[state, name, reason].filter(Boolean).join(', ')}`,
		answer: 'Your answer; the person will read it',
		answerSend: 'Answer',
		grant: 'Grant: the hours stand',
		uphold: 'The decision stands',
		barred: {
			own: 'Yours: somebody else answers',
			entered: 'Entered by you: somebody else answers',
			decider: 'Decided by you: somebody else answers'
		}
	},
	late: {
		title: 'Entered later',
		hint: 'Hours entered later count after 7 days of notice. If something is wrong, tell the leader.',
		until: (day) => `until ${day}`
	},
	chart: {
		title: 'Last 12 weeks',
		caption: 'Hours of each of the last 12 weeks',
		week: 'From Monday',
		sum: 'Total',
		counted: 'A + B',
		other: 'C + D',
		table: 'As numbers',
		kinds: 'By post',
		noShift: 'Not in a shift',
		none: 'No confirmed hours in these 12 weeks.',
		label: (week, hours) => `Week from ${week}: ${hours}`
	},
	file: {
		get: 'Download my hours (xlsx)',
		sheet: 'My hours',
		columns: {
			day: 'Day',
			from: 'From',
			to: 'Until',
			minutes: 'Minutes',
			grade: 'Source',
			state: 'State',
			what: 'What',
			note: 'Note',
			unit: 'Unit',
			decided: 'Decided by',
			reason: 'Reason',
			appeal: 'Objection'
		}
	},
	commands: {
		checkIn: 'Check in',
		checkOut: 'Check out',
		tickAttendance: 'Tick attendance',
		appeal: 'Object to a decision on hours',
		enterHours: 'Enter hours'
	},
	refusals: {
		no_place: () =>
			'Not recorded: you hold no place in this shift. You can enter the hours and say who saw you.',
		cancelled: (p) =>
			`Not recorded: the shift on ${on(p.startsAt)} was cancelled. See other shifts.`,
		early: (p) => `Too early: this opens on ${on(p.opensAt)} at ${at(p.opensAt)}. Come back then.`,
		late: (p) =>
			`Not recorded: the shift on ${on(p.endsAt)} is over. You can enter the hours for the leader to confirm.`,
		already: (p) =>
			typeof p.at === 'number'
				? `Nothing to do: recorded at ${at(p.at)} already.`
				: 'Not entered again: there are hours for this shift already. If they are wrong, ask the leader to take them back.',
		not_in: () =>
			'Not checked out: you did not check in to this shift. You can enter the hours for the leader to confirm.',
		too_short: () => 'Not checked out: it is less than a minute. Check out when you leave.',
		own: () => 'Not done: your own hours are confirmed by somebody else. Ask another leader.',
		entered: () =>
			'Not done: hours that you entered are confirmed by somebody else. Ask another leader.',
		decided: () => 'Not done: somebody has dealt with this already. Reload to see how.',
		look_first: (p) =>
			`Not confirmed: ${entries(Number(p.flagged))} among them need a look. Open those one by one first.`,
		over_plan: (p) =>
			`Not recorded: this shift was planned for ${hours(p.planned)}. Make it shorter and enter the rest separately.`,
		over_day: (p) =>
			`Not recorded: that day has ${hours(p.minutes)} already and this would make more than 16. Check the times.`,
		bad_times: (p) =>
			({
				order: 'Not recorded: the end must come after the beginning. Please mend the times.',
				future: 'Not recorded: that time has not come yet. Enter it when done.',
				old: 'Not recorded: it is more than a year ago. The community can import old records.',
				outside: 'Not recorded: the times are outside this shift. Change them, or choose no shift.'
			})[String(p.why)] ?? 'Not recorded: please check the times.',
		not_decided: () => 'Not sent: nobody said no to this entry. Reload to see it as it is.',
		appealed: () =>
			'Not sent again: you have objected to this already. See the answer, or wait for it.',
		appeal_late: (p) =>
			`Not sent: objections are taken for 30 days, until ${on(p.until)}. You can talk to the leader.`,
		decider: () =>
			'Not done: you decided this before, so somebody else answers. Ask another leader.',
		not_confirmed: () =>
			'Not taken back: this entry is not confirmed or was taken back before. Reload to see it as it is.'
	}
};

export default en;
