import { dayOf } from '#lib/kernel/time.ts';
import type { Refusal } from '#lib/ui/words.ts';

const dateOf = (day: string) => {
	const [year = '', month = '', of = ''] = day.split('-');
	return `${year}年${Number(month)}月${Number(of)}日`;
};
const hoursOf = (minutes: number) => `${Math.round(minutes / 6) / 10} 小时`;

const zh = {
	title: '志愿服务记录证明',
	mine: '我的证明',
	mineEmpty: '还没有证明',
	mineEmptyText: '要用时，写上起止日期向社区要一份。不收钱。',
	ask: '要一份证明',
	askHint: '先在本单位公示 7 天，再由社区书记开出。只写已核实的时长。',
	unit: '由谁开',
	unitHint: '谁记录谁证明：只算这个单位和下属网格记的时长。',
	from: '从哪一天',
	to: '到哪一天',
	purpose: '用在哪里（可不写）',
	volunteerNumber: '志愿者编号（可不写）',
	idKind: '证件',
	idKinds: { none: '不写', resident: '居民身份证', other: '其他证件' },
	idNumber: '证件号码（可不写）',
	idHint: '只给开证明的人核对，加密保存，开出后马上删掉，证明上只留后四位。',
	askSend: '提交，开始公示',
	askedDone: '已提交。公示 7 天后由书记开出，会通知你。',
	states: { asked: '公示中', ready: '待开出', issued: '有效', dropped: '没有开出', void: '已作废' },
	period: (from: string, to: string) => `${dateOf(from)}至${dateOf(to)}`,
	date: dateOf,
	total: '合计',
	hours: hoursOf,
	byGrade: '按来源',
	grades: { A: 'A 本人到离都签', B: 'B 现场点名', C: 'C 事后补记', D: 'D 导入' },
	register: '证明登记簿',
	registerOf: (unit: string) => `${unit}证明登记簿`,
	registerEmpty: '还没有人要过证明',
	registerEmptyText: '有人提交后，会出现在这里。',
	toIssue: '待开出',
	everything: '全部',
	number: '编号',
	person: '姓名',
	state: '状态',
	periodHead: '起止',
	askFor: '替人要一份',
	askForHint: '本人当面或来电托付的才替。会通知本人，本人可以不要。',
	forWhom: '替谁',
	onNoticeUntil: (day: string) => `公示到 ${dateOf(day)}`,
	noticeTitle: '时长公示',
	noticeText: '下面这些人要开证明。看到不对的，告诉单位负责人。',
	noticeEmpty: '现在没有公示',
	noticeEmptyText: '有人要开证明，或有补记的时长，会在这里公示 7 天。',
	askedBy: (name: string) => `${name} 受本人托付提交`,
	preview: '现在开，会写这些',
	idCheck: '核对证件号码',
	idCheckHint: '和本人的证件对一遍。开出后系统里就没有了。',
	issue: '开出证明',
	issueHint: '开出后内容不再变，编号登记在册。',
	contact: '联系方式（印在证明上）',
	notes: '备注（可不写）',
	cannot: {
		own: '你自己的证明，要由别的负责人开。',
		secretary: '本人提交的，由社区书记开。',
		on_notice: (day: string) => `公示到 ${dateOf(day)}，之后可以开。`
	},
	drop: '不开了',
	dropReason: '为什么不开，会告诉本人',
	giveUp: '不要了',
	giveUpReason: '为什么不要了',
	revoke: '作废',
	revokeReason: '为什么作废，会告诉本人',
	revokeHint: '编号还查得到，显示已作废和日期。',
	voidSince: (day: string) => `${dateOf(day)}作废`,
	reason: (text: string) => `原因：${text}`,
	changed: (text: string) => `开出后时长有变，现在是 ${text}。要紧的话作废重开。`,
	print: '打印',
	docx: '下载 Word 文件',
	fullNumber: '完整证件号码（只印这一次，不保存）',
	wait: '没有网络时不能提交或开出。',
	paper: {
		title: '志愿服务记录证明',
		number: '证明编号',
		name: '姓名',
		idKind: '证件类型',
		idNumber: '证件号码',
		volunteerNumber: '志愿者编号',
		none: '未填',
		tail: (tail: string) => `尾号 ${tail}`,
		period: '服务起止',
		total: '服务时长',
		split: '其中',
		gradeNote:
			'A 本人到场签到、离开签退；B 负责人当场点名；C 事后补记，另一人核实并公示 7 天；D 从旧记录导入。时间不含路上。',
		content: '服务内容',
		days: '天数',
		hours: '时长',
		rest: (count: number) => `其余 ${count} 项`,
		issuer: '出具单位',
		head: '负责人',
		clerk: '经办人',
		contact: '联系方式',
		issuedOn: '出具日期',
		notice: '公示',
		noticed: (from: string, until: string) => `${dateOf(from)}至${dateOf(until)}在本单位成员中公示`,
		notes: '备注',
		sign: '签名',
		seal: '（盖章）',
		check: '扫码或打开下面的网址可以查验：只显示编号、起止、总时长和状态。',
		void: '已作废'
	},
	check: {
		title: '查验证明',
		hint: '输入证明上的编号。只显示编号、起止、总时长和状态。',
		field: '证明编号',
		go: '查验',
		another: '再查一份',
		number: '编号',
		period: '起止',
		total: '总时长',
		status: '状态',
		voidSince: '作废日期',
		statuses: { valid: '有效', void: '已作废', unknown: '查不到' },
		dash: '—',
		explain: {
			valid: '这份证明登记在册，请和纸上的起止、时长对照。',
			void: '这份证明已经作废，不能再用。',
			unknown: '登记簿里没有这个编号。请照纸上再输一遍，或问出具单位。'
		},
		slow: (seconds: number) => `查得太勤了。请等 ${seconds} 秒再查。`
	},
	refusals: {
		period: () => '没有提交。起止日期不能晚于今天，也不能颠倒。请改好日期。',
		no_hours: () =>
			'没有做成。这段日子在这个单位没有已核实的时长，补记的要公示满 7 天才算。换个日期或单位试试。',
		open: () => '没有再交一份。同样的证明已经在公示。看看我的证明。',
		own: () => '没有做成。自己的证明要由别人来办。请别的负责人来做。',
		decided: () => '没有做成。这份已经有人处理过。刷新看看结果。',
		on_notice: (p) =>
			`还不能开。公示要满 7 天，到 ${typeof p.until === 'number' ? dateOf(dayOf(p.until)) : ''}。到时再来。`,
		not_issued: () => '没有作废。这份没有开出，或已经作废。刷新看看现在的样子。'
	} satisfies Record<string, Refusal>
};

export default zh;

declare module '#lib/ui/words.ts' {
	interface Messages {
		certificates: typeof zh;
	}
}
