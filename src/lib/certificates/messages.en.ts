import { dayOf } from '#lib/kernel/time.ts';
import type zh from './messages.zh.ts';

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const dateOf = (day: string) => {
	const [year = '', month = '', of = ''] = day.split('-');
	return `${Number(of)} ${MONTHS[Number(month) - 1]} ${year}`;
};

const en: typeof zh = {
	title: 'Certificate of volunteer service',
	mine: 'My certificates',
	mineEmpty: 'No certificates yet',
	mineEmptyText: 'When you need one, give the dates and ask the community. It is free.',
	ask: 'Ask for a certificate',
	askHint:
		'It is shown in the unit for 7 days, then the secretary issues it. Only confirmed hours are in it.',
	unit: 'Issued by',
	unitHint: 'Who recorded the hours proves them: those of this unit and the grids below.',
	from: 'From',
	to: 'Until',
	purpose: 'What for (optional)',
	volunteerNumber: 'Volunteer number (optional)',
	idKind: 'Document',
	idKinds: { none: 'None', resident: 'Resident identity card', other: 'Another document' },
	idNumber: 'Its number (optional)',
	idHint:
		'Seen only by who issues it, kept encrypted, erased once issued. The certificate keeps the last four.',
	askSend: 'Send; the notice begins',
	askedDone: 'Sent. After 7 days of notice the secretary issues it and you are told.',
	states: {
		asked: 'On notice',
		ready: 'To issue',
		issued: 'Valid',
		dropped: 'Not issued',
		void: 'Void'
	},
	period: (from, to) => `${dateOf(from)} – ${dateOf(to)}`,
	date: dateOf,
	total: 'Total',
	hours: (minutes) => `${Math.round(minutes / 6) / 10} h`,
	byGrade: 'By source',
	grades: { A: 'A in and out', B: 'B roll call', C: 'C entered later', D: 'D imported' },
	register: 'Register of certificates',
	registerOf: (unit) => `Certificates of ${unit}`,
	registerEmpty: 'Nobody has asked for one yet',
	registerEmptyText: 'Requests appear here.',
	toIssue: 'To issue',
	everything: 'All',
	number: 'Number',
	person: 'Name',
	state: 'State',
	periodHead: 'Period',
	askFor: 'Ask for somebody',
	askForHint: 'Only on the person’s own word. The person is told and can give it up.',
	forWhom: 'For whom',
	onNoticeUntil: (day) => `On notice until ${dateOf(day)}`,
	noticeTitle: 'Hours on notice',
	noticeText:
		'Certificates are to be issued to these people. If something is wrong, tell the leader.',
	noticeEmpty: 'Nothing on notice',
	noticeEmptyText: 'Certificates asked for and hours entered later are shown here for 7 days.',
	askedBy: (name) => `Asked by ${name} on the person’s word`,
	preview: 'Issued now it would say',
	idCheck: 'Check the document number',
	idCheckHint: 'Compare it with the person’s document. Once issued it is gone from here.',
	issue: 'Issue',
	issueHint: 'After that its words do not change, and its number is in the register.',
	contact: 'Contact (printed)',
	notes: 'Notes (optional)',
	cannot: {
		own: 'It is your own: another leader issues it.',
		secretary: 'The person asked: the secretary issues it.',
		on_notice: (day) => `On notice until ${dateOf(day)}; it can be issued after that.`
	},
	drop: 'Decline',
	dropReason: 'Why not; the person will read it',
	giveUp: 'Give it up',
	giveUpReason: 'Why',
	revoke: 'Make void',
	revokeReason: 'Why; the person will read it',
	revokeHint: 'The number can still be looked up, and says void and since when.',
	voidSince: (day) => `Void since ${dateOf(day)}`,
	reason: (text) => `Reason: ${text}`,
	changed: (text) => `The hours have changed since: now ${text}. If it matters, make it void.`,
	print: 'Print',
	docx: 'Download for Word',
	fullNumber: 'Whole document number (for this print only, not kept)',
	wait: 'This needs the network.',
	paper: {
		title: 'Certificate of volunteer service',
		number: 'Certificate number',
		name: 'Name',
		idKind: 'Document',
		idNumber: 'Document number',
		volunteerNumber: 'Volunteer number',
		none: 'not given',
		tail: (tail) => `ending in ${tail}`,
		period: 'Period',
		total: 'Hours of service',
		split: 'Of these',
		gradeNote:
			'A: checked in and out in person. B: roll call on site. C: entered later, confirmed by another person and on notice for 7 days. D: imported. Without the way there.',
		content: 'What was done',
		days: 'Days',
		hours: 'Hours',
		rest: (count) => `${count} more`,
		issuer: 'Issued by',
		head: 'Responsible',
		clerk: 'Prepared by',
		contact: 'Contact',
		issuedOn: 'Date of issue',
		notice: 'Notice',
		noticed: (from, until) => `Shown to the unit’s members, ${dateOf(from)} – ${dateOf(until)}`,
		notes: 'Notes',
		sign: 'Signature',
		seal: '(seal)',
		check:
			'Scan the code or open the address below to check it: number, period, total and status, nothing else.',
		void: 'Void'
	},
	check: {
		title: 'Check a certificate',
		hint: 'Type the number on the certificate. Number, period, total hours and status are shown.',
		field: 'Certificate number',
		go: 'Check',
		another: 'Check another',
		number: 'Number',
		period: 'Period',
		total: 'Total hours',
		status: 'Status',
		voidSince: 'Void since',
		statuses: { valid: 'Valid', void: 'Void', unknown: 'Not found' },
		dash: '—',
		explain: {
			valid: 'This certificate is in the register. Compare period and hours with the paper.',
			void: 'This certificate is void.',
			unknown: 'There is no such number. Type it again from the paper, or ask the issuer.'
		},
		slow: (seconds) => `Too many at once. Please wait ${seconds} s.`
	},
	refusals: {
		period: () => 'Not sent: the dates must be in order and not after today. Please mend them.',
		no_hours: () =>
			'Not done: there are no hours that count in this unit and period; those entered later count after 7 days. Try other dates or another unit.',
		open: () => 'Not sent again: the same certificate is on notice already. See your certificates.',
		own: () => 'Not done: your own certificate is dealt with by somebody else. Ask another leader.',
		decided: () => 'Not done: somebody has dealt with this already. Reload to see how.',
		on_notice: (p) =>
			`Not yet: it is on notice for 7 days, until ${typeof p.until === 'number' ? dateOf(dayOf(p.until)) : ''}. Come back then.`,
		not_issued: () => 'Not done: it is not issued, or void already. Reload to see it as it is.'
	}
};

export default en;
