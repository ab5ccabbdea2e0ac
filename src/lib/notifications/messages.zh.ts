import { clockOf, dayOf } from '#lib/kernel/time.ts';
import type { Refusal } from '#lib/ui/words.ts';
import type { NoticeName, NoticeParams } from './schema.ts';

const date = (day: string) => {
	const [, month = '', of = ''] = day.split('-');
	return `${Number(month)}月${Number(of)}日`;
};
const when = (time: unknown) =>
	typeof time === 'number' ? `${date(dayOf(time))} ${clockOf(time)}` : '';
const hours = (minutes: unknown) => `${Math.round((Number(minutes) / 60) * 10) / 10} 小时`;
const what = (p: NoticeParams) => (p.title ? `“${p.title}”` : '');

const zh = {
	title: '通知',
	unread: (n: number) => `${n} 条没看`,
	empty: '没有通知',
	emptyText: '补上名额、班次取消、时长核实，都会在这里告诉你。',
	markAll: '全部看过了',
	isNew: '新',
	notices: {
		promoted: (p) => `有人退出，你补上了 ${when(p.startsAt)} 的“${p.title}”。去不了请早点退出。`,
		shift_cancelled: (p) => `${when(p.startsAt)} 的“${p.title}”取消了。可以看看其他班次。`,
		place_free: (p) => `有人退出了 ${when(p.startsAt)} 的“${p.title}”。看看人手够不够。`,
		asked_to_take: (p) =>
			`有人想把 ${when(p.startsAt)} 的“${p.title}”换给你。去看看，能去就接，去不了也说一声。`,
		place_taken: (p) => `${when(p.startsAt)} 的“${p.title}”有人接了，你不用去了。`,
		offer_declined: (p) =>
			`${when(p.startsAt)} 的“${p.title}”，你问的人去不了，名额还是你的。可以再问别人。`,
		hours_confirmed: (p) =>
			`${date(String(p.day))}${what(p)}的 ${hours(p.minutes)} 已核实（${p.grade}）。`,
		hours_rejected: (p) =>
			`${date(String(p.day))}${what(p)}的 ${hours(p.minutes)} 没有通过。原因在我的时长里，有出入可以找负责人。`,
		hours_reversed: (p) =>
			`${date(String(p.day))}${what(p)}的 ${hours(p.minutes)} 被冲回了。原因在我的时长里，有出入可以找负责人。`,
		hours_appealed: (p) =>
			`有人对${date(String(p.day))}${what(p)}的 ${hours(p.minutes)} 提出申诉。请在 ${when(p.dueAt)} 前答复。`,
		appeal_answered: (p) =>
			p.verdict === 'granted'
				? `你对${date(String(p.day))}${what(p)}的 ${hours(p.minutes)} 的申诉成立，时长补回了。`
				: `你对${date(String(p.day))}${what(p)}的 ${hours(p.minutes)} 的申诉有答复了，维持原来的决定。理由在我的时长里。`,
		certificate_asked: (p) =>
			`有人要 ${date(String(p.from))}至${date(String(p.to))}的服务证明。公示满 7 天后请开出。`,
		certificate_asked_for: (p) =>
			`负责人替你要了 ${date(String(p.from))}至${date(String(p.to))}的服务证明，正在公示。不要的话可以撤掉。`,
		certificate_issued: (p) =>
			`${date(String(p.from))}至${date(String(p.to))}的服务证明开出来了。可以打印，或找社区盖章。`,
		certificate_dropped: (p) =>
			`${date(String(p.from))}至${date(String(p.to))}的服务证明没有开。原因在里面，可以改了再要。`,
		certificate_revoked: (p) =>
			`${date(String(p.from))}至${date(String(p.to))}的服务证明作废了。原因在里面，有出入可以找负责人。`,
		minutes_frozen: () => '你参加的会议，纪要已经定稿。去看看记得对不对。'
	} satisfies Record<NoticeName, (params: NoticeParams) => string>,
	/** What a command is called in 待提交. */
	commands: {
		markRead: '通知标为已读'
	},
	refusals: {} satisfies Record<string, Refusal>
};

export default zh;

declare module '#lib/ui/words.ts' {
	interface Messages {
		notifications: typeof zh;
	}
}
