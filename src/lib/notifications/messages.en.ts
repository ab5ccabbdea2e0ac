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
		hours_confirmed: (p) => `${hours(p.minutes)}${what(p)} on ${p.day} are confirmed (${p.grade}).`,
		hours_rejected: (p) =>
			`${hours(p.minutes)}${what(p)} on ${p.day} were not accepted. My hours says why; ask the leader if it is wrong.`,
		hours_reversed: (p) =>
			`${hours(p.minutes)}${what(p)} on ${p.day} were taken back. My hours says why; ask the leader if it is wrong.`,
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
