import { clockOf, dayOf } from '#lib/kernel/time.ts';
import type zh from './messages.zh.ts';

const at = (time: unknown) => (typeof time === 'number' ? clockOf(time) : '');
const on = (time: unknown) => (typeof time === 'number' ? dayOf(time) : '');
const people = (n: number) => (n === 1 ? '1 person' : `${n} people`);

const en: typeof zh = {
	title: 'Posts',
	kinds: {
		vanguard: 'Vanguard post',
		volunteer_station: 'Volunteer station',
		task_force: 'Task force',
		assigned_duty: 'Assigned duty'
	},
	insurances: {
		covered: 'Those who come are insured against accidents',
		not_needed: 'No particular risk to people; not insured separately'
	},
	sorts: { soon: 'Soonest', near: 'Nearest', fits: 'Fits me', new: 'New to me' },
	sortBy: 'Sort',
	status: {
		free: (left) => `${people(left)} needed`,
		full: (waiting) => (waiting > 0 ? `Full · ${waiting} waiting` : 'Full'),
		held: 'Claimed',
		waiting: (n) => `No. ${n} on the waitlist`,
		cancelled: 'Cancelled',
		started: 'Started',
		ended: 'Over'
	},
	claim: 'Claim',
	claimWait: 'Waitlist',
	leave: 'Leave this shift',
	leaveWaiting: 'Leave the waitlist',
	sure: 'Yes, leave',
	keepIt: 'Stay',
	leaveHint: 'Your place goes at once to whoever is next on the waitlist.',
	swap: {
		open: 'Hand on',
		lead: 'If you cannot come, ask somebody to take your place. It stays yours until they do.',
		toAll: 'Anybody who can see this post',
		toAllHint: 'Whoever is first gets it',
		who: 'Whom to ask',
		fellow: 'Has served at this post',
		send: 'Ask',
		mine: (name) =>
			name === null
				? 'You offer this place to everybody; nobody has taken it yet.'
				: `You asked ${name} to take this place; no answer yet.`,
		withdraw: 'Keep my place',
		asked: (name) => `${name} would like you to take their place in this shift.`,
		toEverybody: (name) => `${name} cannot come and looks for somebody to take the place.`,
		take: 'I will take it',
		decline: 'I cannot',
		waiting: 'Waiting for your answer',
		others: 'Places to take over',
		from: (name) => `From ${name}`
	},
	toCalendar: 'Add to calendar',
	gotPlace: 'Claimed. The place is yours.',
	gotNumber: (n) =>
		`The last place just went. You are number ${n} on the waitlist; if someone leaves you get the place and we tell you.`,
	movedUp: 'Somebody left: you moved up and the place is yours.',
	places: (capacity, held) => `${capacity} places · ${held} taken`,
	what: 'What you do',
	bring: 'What to bring',
	skills: 'Good to have',
	risks: 'Take care',
	insurance: 'Insurance',
	contact: 'Contact',
	openedBy: (name) => `In charge: ${name}`,
	offeredTo: (unit) => `For ${unit}`,
	whoComes: 'Who comes',
	whoWaits: 'Waitlist',
	nobodyYet: 'Nobody yet. You can be the first.',
	me: 'me',
	otherTimes: 'See other times',
	empty: 'No shift needs people right now',
	emptyText: 'New shifts appear here. If you want to start something, talk to the grid leader.',
	emptyLead: 'Open a post and your neighbours can claim it on their phones.',
	more: 'There are later shifts; open a post to see them.',
	noShifts: 'This post has no shift to come yet.',
	shifts: 'Shifts',
	managed: 'Posts I run',
	managedEmpty: 'The units you run have no post yet.',
	managedLine: (shifts, held, places) =>
		shifts === 0
			? 'No shift to come'
			: `${shifts === 1 ? '1 shift' : `${shifts} shifts`} · ${held} of ${places} places claimed`,
	closed: 'Closed',
	newPost: 'Open a post',
	editPost: 'Edit post',
	mine: 'My shifts',
	mineEmpty: 'You have not claimed a shift yet',
	mineEmptyText: 'See where people are needed near you.',
	toPosts: 'See posts',
	form: {
		unit: 'Unit',
		kind: 'Kind',
		name: 'Name',
		nameHint: 'For example: waste station duty',
		place: 'Place',
		duties: 'What to do',
		dutiesHint: 'A few clear points, so that everyone knows at once.',
		bring: 'What to bring',
		skills: 'Good to have',
		skillsHint: 'Separate with commas; may be empty.',
		risks: 'Risks, and what to do about them',
		risksHint:
			'The regulations on volunteer service (articles 12 and 13) ask for it. If there is none, say so.',
		insurance: 'Insurance',
		contact: 'Contact person and how to reach them',
		contactHint: 'Shown to everybody who can see this post.',
		audience: 'Who may see and claim',
		audienceHint: 'Cannot be changed later.',
		open: 'Open this post',
		save: 'Save',
		addShifts: 'Add shifts',
		dates: 'Dates',
		from: 'From',
		until: 'Until',
		untilHint: 'Leave empty for one day.',
		weekdays: 'On these days',
		weekdayNames: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
		start: 'Begins',
		end: 'Ends',
		capacity: 'Places',
		openShifts: (n) => (n === 1 ? 'Open 1 shift' : `Open ${n} shifts`),
		openShift: 'Open shifts',
		noDays: 'None of these days lie between the dates. Please look again.',
		tooMany: (most) => `At most ${most} shifts within a year at once; please do it in parts.`,
		setCapacity: 'Change places',
		pattern: 'Which days',
		patterns: { weekly: 'Weekdays', tens: 'Days by digit', workdays: 'Workdays' },
		patternHints: {
			weekly: 'None ticked: every day',
			tens: 'With 4: the 4th, 14th and 24th',
			workdays: 'By the official calendar, with the weekends that are worked instead'
		},
		digit: 'Day of the month ends in',
		digits: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
		holidays: 'On public holidays',
		holidayChoices: { keep: 'Open', skip: 'Leave out' },
		preview: (n) => (n === 1 ? '1 day' : `${n} days`),
		skipped: (n) => (n === 1 ? '1 holiday left out' : `${n} holidays left out`),
		unknownYear: (year) => `The holidays of ${year} are not published yet: Monday to Friday count.`,
		which: 'Which shifts',
		whichChoices: {
			one: 'Only this one',
			later: 'This and later ones',
			all: 'All that have not begun'
		},
		cancelShift: 'Cancel this shift',
		reason: 'Why',
		reasonHint: 'Told to those who hold or wait for a place.',
		closePost: 'Close the post',
		closeHint:
			'Shifts that have not begun are cancelled too and everybody is told. A closed post stays closed.',
		done: 'Done'
	},
	commands: {
		claimShift: 'Claim a shift',
		leaveShift: 'Leave a shift',
		offerPlace: 'Hand on a place',
		acceptPlace: 'Take over a place',
		endOffer: 'Answer about a place'
	},
	refusals: {
		closed: (p) =>
			p.why === 'cancelled'
				? `Not done: the shift on ${on(p.startsAt)} at ${at(p.startsAt)} was cancelled. See other shifts.`
				: 'Not done: this shift has started. See other shifts today; if you cannot come, tell the person in charge.',
		already: (p) =>
			p.held === true
				? 'You hold a place in this shift already; nothing more to do.'
				: 'You are on this waitlist already. If someone leaves you get the place and we tell you.',
		clash: (p) =>
			`Not claimed: you are at ${p.title} from ${at(p.startsAt)} to ${at(p.endsAt)}. Leave that shift first, or see other times.`,
		left: (p) =>
			p.why === 'handed_on'
				? 'Somebody took over this place already. If you want to come after all, claim the shift again.'
				: 'You left this shift before. If you want to come after all, claim it again.',
		gone: (p) =>
			p.why === 'place'
				? 'Not sent: this place is no longer yours, so there is nothing to hand on.'
				: 'Not done: the place is no longer offered, or somebody was faster. See other shifts.',
		not_held: () =>
			'Not sent: you are on the waitlist and have no place to hand on. If you cannot come, leave the waitlist.',
		offered: () => 'This place is on offer already. To ask somebody else, keep your place first.',
		others_wait: () =>
			'Not sent: somebody on the waitlist can come. Leave the shift and they get the place at once.',
		not_eligible: () =>
			'Not sent: this person is not among those the post is for. Ask somebody else, or everybody.',
		bad_audience: () =>
			'Not opened: those who may see it must include the unit of the post. Choose the unit itself, or the community or town above it.',
		unit_closed: (p) => `Not opened: ${p.unit} no longer exists. Choose a unit of today.`,
		post_closed: () => 'Not done: this post is closed. Open a new one if it is needed.',
		no_days: () =>
			'Not opened: none of the dates is such a day. Change the dates, or choose days another way.',
		too_many: (p) =>
			`Not opened: at most ${p.most} shifts within a year at once. Please do it in parts.`,
		no_series: () => 'Not changed: this shift was opened alone. Choose “Only this one”.',
		below_held: (p) =>
			`Not changed: ${typeof p.startsAt === 'number' ? `on ${on(p.startsAt)} ` : ''}${people(Number(p.held))} hold a place already. Ask somebody to leave first, or cancel the shift.`,
		bad_times: (p) =>
			({
				order: `Not opened: on ${on(p.startsAt)} the end does not come after the beginning. Please mend the times.`,
				long: `Not opened: the shift on ${on(p.startsAt)} is longer than 16 hours. Please split it.`,
				past: `Not opened: ${on(p.startsAt)} ${at(p.startsAt)} is over. Choose a later time.`,
				twice: `Not opened: ${on(p.startsAt)} ${at(p.startsAt)} is there twice. Please remove one.`
			})[String(p.why)] ?? 'Not opened: please check the times.'
	}
};

export default en;
