import type { Refusal } from '#lib/ui/words.ts';
import { clockOf, dayOf } from '#lib/kernel/time.ts';

const at = (time: unknown) => (typeof time === 'number' ? clockOf(time) : '');
const on = (time: unknown) => {
	if (typeof time !== 'number') return '';
	const [, month = '', day = ''] = dayOf(time).split('-');
	return `${Number(month)}月${Number(day)}日`;
};

const zh = {
	title: '岗位',
	kinds: {
		vanguard: '先锋岗',
		volunteer_station: '志愿站',
		task_force: '突击队',
		assigned_duty: '设岗定责'
	},
	insurances: {
		covered: '已为参加的人买了意外险',
		not_needed: '没有特别的人身风险，没有另买保险'
	},
	sorts: { soon: '时间近', near: '离我近', fits: '合适我', new: '没做过' },
	sortBy: '排序',
	status: {
		free: (left: number) => `还差 ${left} 人`,
		full: (waiting: number) => (waiting > 0 ? `已满 · 候补 ${waiting}` : '已满'),
		held: '已认领',
		waiting: (n: number) => `候补第 ${n} 位`,
		cancelled: '已取消',
		started: '已开始',
		ended: '已结束'
	},
	claim: '认领',
	claimWait: '排候补',
	leave: '退出这一班',
	leaveWaiting: '不再候补',
	sure: '确定退出',
	keepIt: '不退了',
	leaveHint: '退出后，名额会马上给候补的下一位。',
	swap: {
		open: '换班',
		lead: '来不了，可以请别人接你的名额。有人接之前，名额还是你的。',
		toAll: '看得到这个岗位的人都可以',
		toAllHint: '谁先接就是谁的',
		who: '请谁来',
		fellow: '在这个岗位服务过',
		send: '请人来接',
		mine: (name: string | null) =>
			name === null ? '你在请人接这个名额，还没有人接。' : `你在请${name}接这个名额，还没有答复。`,
		withdraw: '不换了',
		asked: (name: string) => `${name}想请你接这一班的名额。`,
		toEverybody: (name: string) => `${name}来不了，想请人接这一班的名额。`,
		take: '我来接',
		decline: '我去不了',
		waiting: '等你回复',
		others: '有人想换班',
		from: (name: string) => `${name}想换`
	},
	toCalendar: '放进手机日历',
	gotPlace: '认领成功，名额给你留好了。',
	gotNumber: (n: number) =>
		`名额刚满，前面的人先到。你排在候补第 ${n} 位，有人退出会自动补上并告诉你。`,
	movedUp: '有人退出，你补上了，名额给你留好了。',
	places: (capacity: number, held: number) => `${capacity} 个名额 · 已有 ${held} 人`,
	what: '做什么',
	bring: '要带什么',
	skills: '希望会什么',
	risks: '要注意',
	insurance: '保险',
	contact: '联系',
	openedBy: (name: string) => `负责人 ${name}`,
	offeredTo: (unit: string) => `面向 ${unit}`,
	whoComes: '谁来',
	whoWaits: '候补',
	nobodyYet: '还没有人认领，你可以是第一个。',
	me: '我',
	otherTimes: '再看看其他时间',
	empty: '现在没有招人的班次',
	emptyText: '有新的班次会出现在这里。想办一件事，可以跟网格长说。',
	emptyLead: '开一个岗位，邻居们就能在手机上认领。',
	more: '后面还有更多班次，打开岗位可以看到。',
	noShifts: '这个岗位还没有要来的班次。',
	shifts: '班次',
	managed: '我管的岗位',
	managedEmpty: '你管的单位还没有岗位。',
	managedLine: (shifts: number, held: number, places: number) =>
		shifts === 0 ? '没有要来的班次' : `${shifts} 班 · ${places} 个名额已认领 ${held}`,
	closed: '已关闭',
	newPost: '开岗位',
	editPost: '改岗位',
	mine: '我的班次',
	mineEmpty: '你还没有认领班次',
	mineEmptyText: '去看看附近哪里缺人。',
	toPosts: '去看岗位',
	form: {
		unit: '单位',
		kind: '类别',
		name: '名称',
		nameHint: '例如：桶站值守',
		place: '地点',
		duties: '做什么',
		dutiesHint: '写清楚几件事，来的人一看就会。',
		bring: '要带什么',
		skills: '希望会什么',
		skillsHint: '用逗号分开，可以不填。',
		risks: '有什么风险，怎么防',
		risksHint: '招募时要写清风险（志愿服务条例第十二、十三条）。没有特别风险，也请写明。',
		insurance: '保险',
		contact: '联系人和联系方式',
		contactHint: '会给能看到这个岗位的人看。',
		audience: '谁能看到和认领',
		audienceHint: '开了以后不能再改。',
		open: '开这个岗位',
		save: '保存',
		addShifts: '加班次',
		dates: '日期',
		from: '从',
		until: '到',
		untilHint: '同一天可以不填。',
		weekdays: '这些天',
		weekdayNames: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
		start: '开始',
		end: '结束',
		capacity: '名额',
		openShifts: (n: number) => `开 ${n} 班`,
		openShift: '开班',
		noDays: '选的日期里没有这些天，请再看看。',
		tooMany: (most: number) => `一次最多开 ${most} 班，不超过一年，请分几次。`,
		setCapacity: '改名额',
		pattern: '哪些天',
		patterns: { weekly: '每周这些天', tens: '逢几', workdays: '工作日' },
		patternHints: {
			weekly: '一天都不选，就是每天',
			tens: '比如逢四：4 日、14 日、24 日',
			workdays: '按国务院的放假安排，含调休上班的周末'
		},
		digit: '逢几',
		digits: ['逢十', '逢一', '逢二', '逢三', '逢四', '逢五', '逢六', '逢七', '逢八', '逢九'],
		holidays: '遇到法定节假日',
		holidayChoices: { keep: '照常', skip: '不开' },
		preview: (n: number) => `一共 ${n} 天`,
		skipped: (n: number) => `跳过节假日 ${n} 天`,
		unknownYear: (year: number) => `${year} 年的放假安排还没有公布，只按周一到周五算。`,
		which: '改哪些班',
		whichChoices: { one: '只这一班', later: '这一班和以后的', all: '这一组还没开始的全部' },
		cancelShift: '取消这一班',
		reason: '为什么',
		reasonHint: '会告诉已经认领和候补的人。',
		closePost: '关闭岗位',
		closeHint: '还没开始的班次会一起取消，认领的人会收到通知。关闭后不能再打开。',
		done: '好了'
	},
	/** What a command is called in 待提交. */
	commands: {
		claimShift: '认领班次',
		leaveShift: '退出班次',
		offerPlace: '请人换班',
		acceptPlace: '接别人的班',
		endOffer: '回复换班'
	},
	refusals: {
		closed: (p) =>
			p.why === 'cancelled'
				? `没有做成。${on(p.startsAt)} ${at(p.startsAt)} 这一班已经取消。看看其他班次。`
				: '没有做成。这一班已经开始，不能再认领或退出。看看今天其他班次；来不了，请直接告诉负责人。',
		already: (p): string =>
			p.held === true
				? '你已经认领了这一班，名额还在，不用再点。'
				: '你已经在这一班的候补里，不用再点。有人退出会自动补上并告诉你。',
		clash: (p) =>
			`没有认领成功。你 ${at(p.startsAt)}–${at(p.endsAt)} 已在“${p.title}”。可以先退出那一班，或看看其他时间。`,
		left: (p): string =>
			p.why === 'handed_on'
				? '这个名额已经有人接了，不用再退。想再来，可以重新认领。'
				: '这个名额你已经退出了，不用再退。想再来，可以重新认领。',
		gone: (p): string =>
			p.why === 'place'
				? '没有发出去。这个名额已经不是你的了，不用再换。'
				: '没有做成。对方不换了，或者别人先接了。看看其他班次。',
		not_held: () => '没有发出去。你还在候补，没有名额可以换。来不了，直接退出候补就行。',
		offered: () => '这个名额已经在请人接了。想换一个人问，先点“不换了”。',
		others_wait: () => '没有发出去。有人在候补，能马上来。直接退出，名额就给候补的下一位。',
		not_eligible: () => '没有发出去。这个人不在这个岗位面向的范围里。请换一个人，或请大家来接。',
		bad_audience: () =>
			'没有开成。能看到的范围要包含岗位所在的单位。请选这个单位自己，或它上面的社区、乡镇。',
		unit_closed: (p) => `没有开成。${p.unit}已经撤销。请选现在的单位。`,
		post_closed: () => '没有做成。这个岗位已经关闭。需要的话，另开一个岗位。',
		no_days: () => '没有开成。选的日期里没有这样的天。请改一下日期，或换一种选法。',
		too_many: (p) => `没有开成。一次最多开 ${p.most} 班，不超过一年。请分几次开。`,
		no_series: () => '没有改。这一班是单独开的，没有同一组的班次。请选“只这一班”。',
		below_held: (p) =>
			`名额没有改。${typeof p.startsAt === 'number' ? `${on(p.startsAt)} 那一班` : ''}已经有 ${p.held} 人认领，名额不能比这少。可以先请人退出，或取消这一班。`,
		bad_times: (p) =>
			({
				order: `没有开成。${on(p.startsAt)} 的结束时间不在开始之后。请改好时间。`,
				long: `没有开成。${on(p.startsAt)} 那一班超过 16 小时。请分成几班。`,
				past: `没有开成。${on(p.startsAt)} ${at(p.startsAt)} 已经过了。请选以后的时间。`,
				twice: `没有开成。${on(p.startsAt)} ${at(p.startsAt)} 有两班一样。请去掉一个。`
			})[String(p.why)] ?? '没有开成。请检查班次的时间。'
	} satisfies Record<string, Refusal>
};

export default zh;

declare module '#lib/ui/words.ts' {
	interface Messages {
		posts: typeof zh;
	}
}
