import { clockOf, dayOf } from '#lib/kernel/time.ts';
import type { Refusal } from '#lib/ui/words.ts';
import type { BoardBase, BoardState, Rule, ShownAs, Subject } from './schema.ts';

/** What a rule is said from. */
export interface Said {
	subject: Subject;
	rule: Rule;
	unit: string;
	from: number;
	to: number;
}

const hours = (minutes: number) => `${Math.round(minutes / 6) / 10} 小时`;
const day = (at: number) => {
	const [year, month, date] = dayOf(at).split('-').map(Number);
	return `${year}年${month}月${date}日`;
};
/** The end is not included: a period to the first moment of a month ends on the day before. */
const period = (from: number, to: number) =>
	clockOf(to) === '00:00'
		? `${day(from)}至${day(to - 1)}`
		: `${day(from)}至${day(to)} ${clockOf(to)}`;

const zh = {
	title: '红榜',
	of: (unit: string) => `${unit}红榜`,
	subjects: { unit: '网格与社区', volunteer: '志愿者' } satisfies Record<Subject, string>,
	boardName: (month: string, subject: Subject): string =>
		`${month}${subject === 'unit' ? '单位' : '志愿者'}红榜`,
	states: {
		draft: '等人复核',
		returned: '已退回',
		checked: '复核通过',
		published: '公示中',
		expired: '已到期',
		withdrawn: '已撤下'
	} satisfies Record<BoardState, string>,

	sentence: ({ subject, rule, unit, from, to }: Said): string =>
		[
			`统计${period(from, to)}在${unit}内完成、并由系统或第二人核实的服务时长（A 级现场签到签退，B 级由第二人确认），补录和导入的不算。`,
			subject === 'volunteer'
				? `只在同意公示的志愿者中排，按时长从多到少；${least(rule, `至少 ${rule.minSample} 次`)}，取前 ${rule.places} 名。`
				: `按在册人员的人均时长从多到少排；${least(rule, `在册至少 ${Math.max(rule.minSample, 5)} 人`)}，取前 ${rule.places} 名。`,
			'相同的并列，后面的名次顺延。'
		].join(''),
	shortRule: (subject: Subject, rule: Rule): string =>
		`${subject === 'unit' ? '人均时长' : '时长'}从多到少，${least(rule, subject === 'unit' ? `在册至少 ${Math.max(rule.minSample, 5)} 人` : `至少 ${rule.minSample} 次`)}，前 ${rule.places} 名`,
	base: (subject: Subject, base: BoardBase): string => {
		const people =
			base.people === null ? '有核实时长的不到 10 人' : `有核实时长的共 ${base.people} 人`;
		return subject === 'volunteer'
			? `${people}；其中同意公示、参加排名的 ${base.candidates} 人。没同意的人不出现，也不知道他们排第几。`
			: `${base.candidates} 个同级单位参加比较；${people}。`;
	},
	rank: (n: number) => `第 ${n} 名`,
	entry: {
		gradeA: (hours: string) => `A 级 ${hours}`,
		gradeB: (hours: string) => `B 级 ${hours}`,
		count: (entries: number) => `${entries} 次`,
		perPerson: (average: string, total: string, people: number) =>
			`人均 ${average} = ${total} ÷ ${people} 人`
	},
	why: '怎么排的',

	list: {
		draft: '拟一张红榜',
		mineToCheck: '等你复核',
		mineToPublish: '等你发布',
		published: '公示中',
		drafts: '在办',
		past: '以前的',
		empty: '还没有红榜',
		emptyHelp: '红榜由书记按规则算出来，另一个人复核后公示。',
		emptyHelpMember: '公示后会出现在这里。想上榜，先在“我的同意”里打开。',
		publicPage: '公开页',
		consent: '我的同意',
		draftedBy: (name: string) => `${name} 拟`,
		until: (when: string) => `公示到 ${when}`
	},

	draft: {
		title: '拟一张红榜',
		unit: '哪个单位',
		month: '哪个月',
		subject: '排谁',
		subjectUnit: '下一级单位',
		subjectUnitHint: '按在册人员人均时长比，不涉及个人',
		subjectVolunteer: '志愿者个人',
		subjectVolunteerHint: '只有自己同意公示的人会出现',
		minHours: '至少多少小时',
		places: '取前几名',
		minSample: { unit: '在册至少几人', volunteer: '至少几次' } satisfies Record<Subject, string>,
		look: '看看会有谁',
		preview: '按这个规则，榜上会是',
		previewEmpty: '按这个规则没有人上榜',
		previewEmptyHelp: {
			volunteer: '可能还没有人同意公示，或时长还没核实。可以降低门槛，或换一个月。',
			unit: '可能时长还没核实，或在册人数不够。可以降低门槛，或换一个月。'
		} satisfies Record<Subject, string>,
		running: '这个月还没过完，只统计到现在。',
		submit: '交给另一个人复核',
		submitted: '已交复核。要由另一位书记或上级管理员看过才能公示。',
		staffNote: '专职人员和书记不参加排名。没有黑榜。'
	},

	check: {
		title: '复核',
		help: '请对照规则和名单看一遍。你看过以后才能公示。',
		own: '这是你拟的，要由另一个人复核。',
		wait: '等另一位书记或上级管理员复核。',
		approve: '没问题，通过',
		return: '退回',
		reason: '为什么退回',
		approvedBy: (name: string, when: string) => `${name} ${when} 复核通过`,
		returnedBy: (name: string, when: string) => `${name} ${when} 退回`,
		again: '照这个规则重拟'
	},
	publish: {
		button: '公示 30 天',
		help: '公示后不登录也能看到，30 天后自动撤下。搜索引擎不收录。',
		by: (name: string, when: string) => `${name} ${when} 公示`,
		open: '打开公开页'
	},
	withdraw: {
		button: '撤下这张榜',
		help: '马上从公开页消失，原因会在同一个地方显示到原定到期日。原因里不要写人名。',
		reason: '为什么撤下',
		by: (name: string, when: string) => `${name} ${when} 撤下`
	},

	public: {
		subtitle: '按核实的服务时长，公开规则',
		boards: (count: number): string => `${count} 张在公示`,
		empty: '现在没有公示中的红榜',
		emptyHelp: '每张榜公示 30 天后自动撤下。',
		correction: (board: string, when: string) => `更正：${board}已于${when}撤下。`,
		shown: (from: string, to: string) => `${from}公示，${to}自动撤下`,
		print: '打印',
		scan: '扫码看这一页',
		objection: '觉得哪里不对，请告诉社区书记；查实后马上更正，并在这里说明。',
		columns: { rank: '名次', name: '名称', minutes: '时长', split: '其中', entries: '次数' },
		average: '人均'
	},

	consent: {
		title: '红榜公示同意',
		off: '现在：不公示',
		on: (when: string) => `现在：同意公示，${when}起`,
		lead: '默认不公示。只有你自己打开，你的名字才会上红榜；随时可以关。',
		terms: [
			['放什么', '你选的称呼、名次、当月核实的时长和次数。没有电话、住址、照片。'],
			[
				'放在哪',
				'你服务所在网格、社区、乡镇、县的公开红榜页，不登录也能看，可以打印。搜索引擎不收录。'
			],
			['放多久', '每张榜 30 天，到期自动撤下。'],
			[
				'怎么撤回',
				'按一下就撤，名字马上从所有榜上消失，后面的人补上。已经贴出去的纸，请告诉网格长取下。'
			],
			['有没有影响', '没有：认领、时长、积分都一样。未满 18 岁请不要打开。']
		] as readonly (readonly [string, string])[],
		name: '名字怎么显示',
		shownAs: { full: '全名', family: '只显示姓' } satisfies Record<ShownAs, string>,
		grant: '同意公示',
		change: '改成这样显示',
		withdraw: '撤回同意',
		shownOn: '这些榜上有你的名字',
		notShown: '现在哪张榜上都没有你的名字。',
		log: '记录',
		granted: (shownAs: ShownAs | null): string =>
			shownAs === 'full' ? '同意，显示全名' : '同意，只显示姓',
		withdrawn: '撤回'
	},

	/** What a command is called in 待提交. */
	commands: {
		grantConsent: '同意公示',
		withdrawConsent: '撤回公示同意'
	},
	refusals: {
		old_text: () => '没有记上。同意书的文字改过了，你看到的是旧的。请刷新，看过新的再决定。',
		month_ahead: () => '没有拟成。这个月还没开始，没有时长可算。请选这个月或以前的月份。',
		nobody: (p): string =>
			p.subject === 'unit'
				? '没有成。按这个规则没有单位够条件。可以降低门槛，或换一个月。'
				: '没有成。按这个规则没有同意公示的人够条件。可以降低门槛，或换一个月。',
		own_draft: () => '没有记上。这张榜是你拟的，要由另一个人复核。请让另一位书记或上级管理员来看。',
		not_waiting: () => '没有记上。这张榜已经有人复核过了。请刷新看看结果。',
		not_checked: () => '没有公示。这张榜还没有另一个人复核通过。请先请人复核。',
		already_published: () =>
			'没有公示。同一个月的这种红榜已经在公示。要换成这张，请先撤下那一张并写明原因。',
		not_published: () => '没有撤。这张榜现在不在公示。请刷新看看。'
	} satisfies Record<string, Refusal>
};

const least = (rule: Rule, sample: string): string =>
	rule.minMinutes > 0 ? `满 ${hours(rule.minMinutes)}且${sample}的` : `${sample}的`;

export default zh;

declare module '#lib/ui/words.ts' {
	interface Messages {
		honors: typeof zh;
	}
}
