import { clockOf, dayOf } from '#lib/kernel/time.ts';
import type zh from './messages.zh.ts';
import type { NoticeParams } from './schema.ts';

const when = (time: unknown) =>
	typeof time === 'number' ? `${dayOf(time)} at ${clockOf(time)}` : '';
const hours = (minutes: unknown) => `${Math.round((Number(minutes) / 60) * 10) / 10} h`;
const what = (p: NoticeParams) => (p.title ? ` at ${p.title}` : '');

const en: typeof zh = {
	title: 'Notices',
	unread: (n) => `${n} unread`,
	empty: 'No notices',
	emptyText:
		'You are told here when you get a place, a shift is cancelled, or hours are confirmed.',
	markAll: 'Mark all as read',
	isNew: 'New',
	notices: {
		promoted: (p) =>
			`Somebody left and you have a place at ${p.title} on ${when(p.startsAt)}. If you cannot come, please leave early.`,
		shift_cancelled: (p) => `${p.title} on ${when(p.startsAt)} was cancelled. See other shifts.`,
		place_free: (p) =>
			`Somebody left ${p.title} on ${when(p.startsAt)}. See whether there are enough people.`,
		asked_to_take: (p) =>
			`Somebody would like you to take over ${p.title} on ${when(p.startsAt)}. Take it, or say that you cannot.`,
		place_taken: (p) => `Somebody took over ${p.title} on ${when(p.startsAt)}; you need not go.`,
		offer_declined: (p) =>
			`The one you asked cannot take ${p.title} on ${when(p.startsAt)}; the place is still yours. You can ask somebody else.`,
		hours_confirmed: (p) => `${hours(p.minutes)}${what(p)} on ${p.day} are confirmed (${p.grade}).`,
		hours_rejected: (p) =>
			`${hours(p.minutes)}${what(p)} on ${p.day} were not accepted. My hours says why; ask the leader if it is wrong.`,
		hours_reversed: (p) =>
			`${hours(p.minutes)}${what(p)} on ${p.day} were taken back. My hours says why; ask the leader if it is wrong.`,
		hours_appealed: (p) =>
			`Somebody objects to what was decided on ${hours(p.minutes)} on ${p.day}${what(p)}. Please answer by ${when(p.dueAt)}.`,
		appeal_answered: (p) =>
			p.verdict === 'granted'
				? `Your objection about ${hours(p.minutes)} on ${p.day}${what(p)} was granted: the hours stand.`
				: `Your objection about ${hours(p.minutes)} on ${p.day}${what(p)} was answered: the decision stands. See why in My hours.`,
		certificate_asked: (p) =>
			`Somebody asks for a certificate, ${p.from} to ${p.to}. Please issue it after 7 days of notice.`,
		certificate_asked_for: (p) =>
			`A leader asked for your certificate, ${p.from} to ${p.to}; it is on notice. You can give it up.`,
		certificate_issued: (p) =>
			`Your certificate, ${p.from} to ${p.to}, was issued. Print it, or ask the community for the seal.`,
		certificate_dropped: (p) =>
			`Your certificate, ${p.from} to ${p.to}, was not issued. The reason is there; you can ask again.`,
		certificate_revoked: (p) =>
			`Your certificate, ${p.from} to ${p.to}, is void now. The reason is there; talk to the leader if it is wrong.`,
		minutes_frozen: () =>
			'The minutes of a meeting you took part in are final. See whether they are right.'
	},
	commands: {
		markRead: 'Mark notices as read'
	},
	refusals: {}
};

export default en;
