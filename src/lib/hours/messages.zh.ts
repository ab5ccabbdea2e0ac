import { clockOf, dayOf } from '#lib/kernel/time.ts';
import type { Refusal } from '#lib/ui/words.ts';

const at = (time: unknown) => (typeof time === 'number' ? clockOf(time) : '');
const on = (time: unknown) => {
	if (typeof time !== 'number') return '';
	const [, month = '', day = ''] = dayOf(time).split('-');
	return `${Number(month)}月${Number(day)}日`;
};
const hours = (minutes: unknown) => `${Math.round((Number(minutes) / 60) * 10) / 10} 小时`;

const zh = {
	title: '服务时长',
	mine: '我的时长',
	grades: { A: 'A 到离都签', B: 'B 现场点名', C: 'C 事后补记', D: 'D 导入' },
	gradesTitle: 'A、B、C、D 是什么',
	gradeHint:
		'A：本人到场签到、离开签退。B：负责人当场点名。C：事后补记，由另一个人核实。D：从别处导入。评先进只算 A 和 B。',
	states: {
		pending: '待核',
		confirmed: '已核',
		rejected: '没通过',
		withdrawn: '已撤回',
		reversed: '已冲回'
	},
	flags: {
		overlap: '和另一条时间重叠',
		long_day: '一天超过 12 小时',
		late: '过了 7 天才记',
		clock: '签到时没有网络，时间以手机为准',
		no_check_out: '没有签退',
		no_place: '没有认领这一班',
		many: '同一人一天里代记超过 20 条',
		round: '同一人一天里代记多条整点时长'
	},
	certificates: '志愿服务证明',
	onNotice: '公示',
	thisMonth: '本月',
	allTime: '累计',
	months: '按月',
	entries: '每一条',
	pendingSum: (text: string) => `另有 ${text} 待核或公示中`,
	empty: '还没有服务时长',
	emptyText: '到岗位签到、签退，或把做过的事补记一条。',
	checkIn: '签到',
	checkOut: '签退',
	checkedIn: (clock: string) => `${clock} 已签到`,
	checkedOut: (clock: string) => `${clock} 已签退`,
	opensAt: (clock: string) => `${clock} 起可以签到`,
	enter: '补记时长',
	enterHint: '补记的要另一个人核实，才算数。',
	unit: '单位',
	shift: '哪一班',
	noShift: '不是班次里的',
	day: '哪一天',
	start: '开始',
	end: '结束',
	note: '做了什么，谁能证明',
	save: '交给负责人核实',
	saved: '已交上，等另一个人核实。',
	withdraw: '撤回',
	takenBack: '冲回',
	enteredBy: (name: string) => `${name} 代记`,
	decidedBy: (name: string) => `${name} 核`,
	reason: '原因',
	desk: '核实时长',
	deskEmpty: '没有要核实的时长',
	deskEmptyText: '有人签退或补记后，会出现在这里。',
	tick: '点名',
	tickHint: '勾上到场的人，交上就算核实（B）。',
	tickDone: (n: number) => `已记 ${n} 人`,
	tickSubmit: (n: number) => `${n} 人到场，交上`,
	tickSubmitPlain: '勾上的人到场，交上',
	tickEntered: '已有时长',
	notSelf: '自己的要别人点',
	toConfirm: '待核',
	confirm: '核实',
	confirmAll: (n: number) => `核实选中的 ${n} 条`,
	confirmChosen: '核实选中的',
	choose: (name: string) => `选中 ${name}`,
	selectAll: '全选没有疑问的',
	look: '请单独看',
	reject: '不通过',
	rejectReason: '为什么不通过，会告诉本人',
	barred: { own: '自己的，要别人核', entered: '你代记的，要别人核' },
	confirmed: (n: number) => `已核实 ${n} 条`,
	monthOf: (month: string) => `${month}各单位`,
	people: '人数',
	noneYet: '这个月还没有核实的时长。',
	more: '还有更多，核完这些再看。',
	inNotice: '公示中',
	noticeNote: (day: string) => `补记的，公示到 ${day} 才算数`,
	between: '。',
	tickWaiting: (n: number) => `${n} 条和别处时间重叠或一天太长，要别人再看`,
	appeal: {
		title: '申诉',
		ask: '我有不同意见',
		hint: '写清楚哪里不对。另一位负责人会在 5 天内答复。',
		reason: '哪里不对，谁能证明',
		send: '提交申诉',
		sent: '已提交，5 天内会有答复。',
		until: (day: string) => `可以申诉到 ${day}`,
		waiting: (day: string) => `申诉等答复，最晚 ${day}`,
		overdue: (day: string) => `答复超期了，应在 ${day} 前`,
		mine: (text: string) => `你的理由：${text}`,
		verdicts: { granted: '申诉成立，时长已补回', upheld: '维持原来的决定' },
		answered: (name: string, text: string) => `${name} 答复：${text}`,
		desk: '待答复的申诉',
		said: (name: string, text: string) => `${name} 说：${text}`,
		before: (state: string, name: string, reason: string) =>
			`原来的决定：${[state, name, reason].filter(Boolean).join('，')}`,
		answer: '怎么答复，会告诉本人',
		answerSend: '答复',
		grant: '成立，补回时长',
		uphold: '维持原来的决定',
		barred: {
			own: '自己的，要别人答复',
			entered: '你代记的，要别人答复',
			decider: '原来是你定的，要别人答复'
		}
	},
	late: {
		title: '补记的时长',
		hint: '补记的要公示 7 天才算数。看到不对的，告诉单位负责人。',
		until: (day: string) => `公示到 ${day}`
	},
	chart: {
		title: '最近 12 周',
		caption: '最近 12 周每周时长',
		week: '从周一',
		sum: '合计',
		counted: 'A + B',
		other: 'C + D',
		table: '看数字',
		kinds: '按岗位',
		noShift: '班次以外',
		none: '这 12 周没有已核实的时长。',
		label: (week: string, hours: string) => `${week} 起一周：${hours}`
	},
	file: {
		get: '下载我的时长（xlsx）',
		sheet: '我的服务时长',
		columns: {
			day: '日期',
			from: '开始',
			to: '结束',
			minutes: '分钟',
			grade: '来源',
			state: '状态',
			what: '做了什么',
			note: '说明',
			unit: '单位',
			decided: '谁核实',
			reason: '原因',
			appeal: '申诉'
		}
	},
	/** What a command is called in 待提交. */
	commands: {
		checkIn: '签到',
		checkOut: '签退',
		tickAttendance: '核对到场',
		appeal: '申诉时长',
		enterHours: '记服务时长'
	},
	refusals: {
		no_place: () => '没有记上。这一班没有你的名额。可以补记时长，写明谁能证明。',
		cancelled: (p) => `没有记上。${on(p.startsAt)} 这一班已经取消。看看其他班次。`,
		early: (p) => `还没到时间。${on(p.opensAt)} ${at(p.opensAt)} 起可以记。到时再来。`,
		late: (p) => `没有记上。${on(p.endsAt)} 这一班的时间已经过了。可以补记时长，由负责人核实。`,
		already: (p) =>
			typeof p.at === 'number'
				? `不用再记，${at(p.at)} 已经记上了。`
				: '没有再记一条。这一班你已经有时长了。记错了，可以请负责人冲回。',
		not_in: () => '没有签退。这一班你没有签到。可以补记时长，由负责人核实。',
		too_short: () => '没有签退。到场还不满一分钟。走的时候再签退。',
		own: () => '没有做成。自己的时长要由另一个人核实。请别的负责人来做。',
		entered: () => '没有做成。你代记的时长要由另一个人核实。请别的负责人来做。',
		decided: () => '没有做成。这一条已经有人处理过。刷新看看结果。',
		look_first: (p) => `没有核实。选中的里有 ${p.flagged} 条要留意。请先把它们单独打开看过。`,
		over_plan: (p) =>
			`没有记上。这一班计划 ${hours(p.planned)}，不能记得更长。请改短，多做的另记一条。`,
		over_day: (p) =>
			`没有记上。这一天已有 ${hours(p.minutes)}，加上这条超过 16 小时。请检查开始和结束时间。`,
		bad_times: (p) =>
			({
				order: '没有记上。结束时间要在开始之后。请改好时间。',
				future: '没有记上。时间还没有到。做完再来记。',
				old: '没有记上。超过一年的不能再补。可以请社区从旧记录导入。',
				outside: '没有记上。时间不在这一班里。请改时间，或不选班次。'
			})[String(p.why)] ?? '没有记上。请检查时间。',
		not_decided: () => '没有提交。这一条没有被别人否掉，不用申诉。刷新看看现在的样子。',
		appealed: () => '没有再交一次。这一条你已经申诉过。等答复，或看看答复。',
		appeal_late: (p) => `没有提交。申诉要在 30 天内，${on(p.until)} 已经过了。可以当面找负责人说。`,
		decider: () => '没有做成。原来是你定的，申诉要由别人答复。请别的负责人来做。',
		not_confirmed: () => '没有冲回。这一条没有核实，或已经冲回。刷新看看现在的样子。'
	} satisfies Record<string, Refusal>
};

export default zh;

declare module '#lib/ui/words.ts' {
	interface Messages {
		hours: typeof zh;
	}
}
