import type { Refusal } from '#lib/ui/words.ts';
import { clockOf, dayOf } from '#lib/kernel/time.ts';
import type { MinutesWords } from './rules.minutes.ts';
import type { PaperWords } from './rules.paper.ts';

const moment = (at: unknown) => {
	if (typeof at !== 'number') return '';
	const [, month = '', day = ''] = dayOf(at).split('-');
	return `${Number(month)}月${Number(day)}日 ${clockOf(at)}`;
};

const zh = {
	name: '会议',
	mine: '我的会议',
	open: '开一个会',
	openTitle: '开会议事',
	kinds: { grid_talk: '有事就谈', party_group: '党小组会', deliberation: '议事会' },
	kindHints: {
		grid_talk: '网格里的人都请到，谈一件具体的事',
		party_group: '请本网格的党小组成员',
		deliberation: '请本单位的人和下面各网格的负责人'
	},
	fields: {
		kind: '开什么会',
		unit: '哪个单位',
		title: '谈什么',
		titleHint: '一句话，比如：楼道堆物怎么办',
		place: '地点',
		day: '日期',
		time: '时间',
		topics: '议题',
		topicsHint: '一行一个。会前大家能看到'
	},
	submitOpen: '开会并请人',
	edit: '改时间地点',
	save: '保存',
	saved: '已保存',
	opened: (n: number) => `已请 ${n} 人`,
	upcoming: '接下来',
	recent: '开过的',
	none: '近期没有会',
	noneHint: '网格里有事要商量，网格长可以开一个会。',
	frozenShort: '已定稿',
	invited: '请你参加',
	quorum: {
		line: (due: number, present: number) => `应到 ${due} 实到 ${present}`,
		due: (due: number) => `应到 ${due}`,
		needed: (needed: number) => `到 ${needed} 人可以表决`,
		vote: '可表决',
		talk: '座谈',
		talkWhy: (needed: number) => `到 ${needed} 人才能表决，现在是座谈，文中的决议只算意见`,
		observers: (n: number) => `列席 ${n}`
	},
	attendance: {
		title: '到会',
		call: '点名',
		all: (n: number) => `全部 ${n} 人`,
		present: '到会',
		absent: '缺席',
		observer: '列席',
		unknown: '还没说',
		reason: '缺席原因',
		withReason: (name: string, reason: string) => `${name}（${reason}）`,
		self: '本人签到',
		signIn: '我到了',
		signedIn: '你已签到',
		signedInObserver: '你在列席名单上',
		opensAt: (clock: string) => `${clock} 起可以签到`,
		waiting: '签到待确认',
		mark: (name: string) => `${name} 的到会情况`,
		observerHint: '名单外的人来了，让他在自己手机上点“我到了”'
	},
	topics: '议题',
	minutes: {
		title: '纪要',
		open: '写纪要',
		label: (title: string) => `${title} 的纪要`,
		empty: '还没有内容。点进来就能写，几个人可以同时写。',
		notLoaded: '纪要没有打开。请检查网络，再刷新一次。',
		draft: '服务器上的文字',
		draftNote: '这是上次联网时的文字，不能改',
		newer: '这份纪要里有新版本才认得的内容。请先更新应用，再来写。',
		leftOver: '下面这些你离线时写的，送到时纪要已经定稿，没有写进去。可以抄给召集人补正。',
		readOnlyWhy: '你可以看，不能改。参会的人和网格长可以写。',
		freeze: '定稿',
		freezeTitle: '纪要定稿',
		freezeText: '定稿后文字不能再改，只能补正。请先把全文看一遍。',
		freezeVote: (due: number, present: number) => `应到 ${due} 人，实到 ${present} 人，可以表决。`,
		freezeTalk: (due: number, present: number, needed: number) =>
			`应到 ${due} 人，实到 ${present} 人，不到 ${needed} 人。定稿为座谈，文中的决议只算意见。`,
		freezeOffline: '现在没有网络。定稿要联网后再做。',
		freezeUnsent: '还有文字没有送到服务器，等送到了再定稿。',
		confirmFreeze: '看过了，定稿',
		cancel: '再看看',
		frozen: (by: string, when: string) => `${by} 于 ${when} 定稿`,
		hash: '校验码',
		hashHint: '全文的 SHA-256。谁手上的文本与它对得上，就没有被改过。',
		download: '下载文本',
		amendments: '补正',
		amend: '补正一条',
		amendLabel: '补正内容',
		amendHint: '说明哪里不对、应当怎样',
		amended: (by: string, when: string) => `${by} · ${when}`
	},
	history: {
		title: '修改记录',
		sessions: '谁在什么时候写过',
		older: (n: number) => `更早的还有 ${n} 段，没有列出`,
		none: '还没有人写过',
		noneHint: '写了纪要以后，这里能看到谁写了什么，也能找回以前的文字。',
		frozen: (by: string, when: string) => `${by} 于 ${when} 定稿`,
		now: '现在的文字是谁写的',
		wrote: (names: readonly string[]) => `写的人：${names.join('、')}`,
		share: (name: string, letters: number) => `${name} ${letters} 字`,
		compareTitle: '对比两个版本',
		from: '从',
		to: '到',
		compare: '对比',
		blank: '还没写的时候',
		before: '这次写之前',
		version: (when: string, names: readonly string[]) => `${when} ${names.join('、')} 写完`,
		changes: '改了什么',
		between: (from: string, to: string) => `从 ${from} 到 ${to}`,
		nothing: '这两个版本没有不同。',
		kinds: { added: '新增', removed: '删去', changed: '改过' },
		skipped: (n: number) => `……有 ${n} 段没有变`,
		restore: (when: string) => `恢复成 ${when} 的文字`,
		ask: (when: string) =>
			`要把纪要恢复成 ${when} 的文字吗？大家会看到同样的改动。现在的文字留在修改记录里，也可以撤销。`,
		notReady: '连上服务器、文字都保存好以后才能恢复。',
		confirm: '恢复',
		leave: '不恢复',
		restored: (when: string) => `已恢复成 ${when} 的文字`,
		undo: '撤销这次恢复'
	},
	tools: {
		label: '格式',
		topic: '议题',
		statement: '发言',
		resolution: '决议',
		action: '事项',
		heading: '标题',
		bullet: '列表',
		ordered: '编号',
		strong: '加粗',
		undo: '撤销',
		redo: '重做',
		plain: '正文'
	},
	blocks: {
		speaker: '谁说的',
		pickSpeaker: '选发言人',
		moreNames: (n: number) => `还有 ${n} 人，写一个字就能找到`,
		speakerName: '姓名',
		owner: '谁来办',
		due: '哪天前',
		pickOwner: '选办理人和期限',
		noOwner: '未定办理人',
		noDue: '未定期限',
		dueBy: (day: string) => `${day} 前`,
		done: '好了'
	},
	record: {
		time: '时间',
		place: '地点',
		convener: '召集人',
		due: '应到',
		present: '实到',
		absent: '缺席',
		observers: '列席',
		standing: { vote: '可表决', talk: '人数不够，座谈' },
		none: '无',
		listSeparator: '、',
		colon: '：',
		topic: (n: number) => `议题${n}`,
		resolution: '决议',
		action: '办理事项',
		by: (owner: string, due: string) =>
			owner || due ? `（${[owner, due && `${due} 前`].filter(Boolean).join('，')}）` : ''
	} satisfies MinutesWords,
	/** What stands on a paper; like the record in the county's language. */
	paper: {
		title: '会议纪要',
		draft: '草稿',
		draftLine: (when: string) => `草稿，未定稿。${when} 导出`,
		finalLine: (by: string, when: string) => `${by} 于 ${when} 定稿`,
		host: '主持人',
		recorders: '记录人',
		many: (names: string, n: number) => `${names} 等 ${n} 人`,
		people: (n: number) => `${n} 人`,
		counted: (people: string, standing: string) => `${people}（${standing}）`,
		topics: '议题',
		statements: '发言要点',
		resolutions: { vote: '决议', talk: '意见（人数不够表决，不是决议）' },
		actions: '办理事项',
		owner: '责任人',
		due: '时限',
		unset: '未定',
		attendance: '到会情况',
		name: '姓名',
		place: '应到或列席',
		status: '到会',
		invited: '应到',
		unsaid: '没有记录',
		amendments: '补正',
		hash: '校验码 SHA-256',
		page: ['第 ', ' 页，共 ', ' 页'],
		day: (year: string, month: number, day: number) => `${year}年${month}月${day}日`
	} satisfies PaperWords,
	files: {
		title: '下载纪要',
		docx: 'Word 文档',
		html: '网页，可以打印',
		txt: '纯文本',
		draft: '还没有定稿，文件上会标明“草稿”。',
		offline: '联网后才能下载。'
	},
	/** What a command is called in 待提交. */
	commands: {
		openMeeting: '开一场议事',
		editMeeting: '改议事安排',
		takeAttendance: '记到会',
		signIn: '会议签到'
	},
	refusals: {
		wrong_unit: () => '没有开成。“有事就谈”和党小组会开在网格里。请选一个网格，或改开议事会。',
		bad_time: () => '没有提交成功。会议时间要在过去 30 天到今后一年之间。请改好日期再提交。',
		nobody: () => '没有开成。这个单位现在没有可以请的人。请先在花名册里加人。',
		frozen: (p) =>
			`没有改成。纪要已在 ${moment(p.at)} 定稿，到会情况也一起定了。有出入可以请召集人补正。`,
		not_invited: (p) =>
			p.due
				? `没有记上。${p.name}在应到名单里，只能记到会或缺席。`
				: `没有记上。${p.name}不在应到名单里，只能记列席。`,
		no_seat: () => '没有记上。这个人不在本单位。请核对名单。',
		too_early: (p) => `还不能签到。签到从 ${moment(p.opensAt)} 开始，到时再点一次。`,
		empty: () => '没有定稿。纪要还是空的。请先写下谈了什么。',
		changed: () => '没有定稿。你看过之后又有人改了文字。请把新的文字看一遍再定稿。',
		not_begun: (p) => `没有定稿。会议 ${moment(p.startsAt)} 才开始。请开完会再定稿。`,
		not_frozen: () => '没有补正。纪要还没有定稿，直接在文中改就可以。'
	} satisfies Record<string, Refusal>
};

export default zh;

declare module '#lib/ui/words.ts' {
	interface Messages {
		meetings: typeof zh;
	}
}
