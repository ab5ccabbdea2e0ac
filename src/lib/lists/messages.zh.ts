import { dayOf } from '#lib/kernel/time.ts';
import type { Refusal } from '#lib/ui/words.ts';
import type { ListKind, RowField, RowProblemCode } from './schema.ts';

const fields: Record<RowField, string> = {
	title: '名称',
	quantity: '数量',
	measure: '单位',
	place: '地点',
	until: '哪天前',
	contact: '找谁',
	note: '备注'
};

const problems: Record<RowProblemCode, string> = {
	missing: '没有填',
	not_a_number: '要填大于 0 的数',
	not_a_day: '不是一个日期',
	past: '日期已过',
	too_long: '太长',
	phone: '写了手机号。清单会给很多人看，请写职务，比如网格长'
};

const on = (at: unknown) => {
	if (typeof at !== 'number') return '';
	const [, month = '', day = ''] = dayOf(at).split('-');
	return `在 ${Number(month)}月${Number(day)}日`;
};
const isField = (name: unknown): name is RowField => typeof name === 'string' && name in fields;
const isProblem = (code: unknown): code is RowProblemCode =>
	typeof code === 'string' && code in problems;

const zh = {
	name: '清单',
	mine: '我的清单',
	kinds: { demand: '需求清单', resource: '资源清单', project: '项目清单' } satisfies Record<
		ListKind,
		string
	>,
	kindHints: {
		demand: '大家需要什么',
		resource: '大家能拿出什么',
		project: '说定了要办什么'
	} satisfies Record<ListKind, string>,
	open: '开一张清单',
	fieldsOpen: { kind: '哪一种', unit: '哪个单位', title: '名称' },
	defaultTitle: (unit: string, kind: string) => `${unit}${kind}`,
	submitOpen: '开清单',
	none: '还没有清单',
	noneHint: '先开一张需求清单，请大家把要的东西写上来。',
	closed: '已结束的',
	versionChip: (n: number) => `第 ${n} 版`,
	draftOnly: '草稿',
	rowCount: (n: number) => `${n} 条`,
	draft: '草稿',
	published: '已发布',
	notPublished: '还没有发布过',
	versions: '各版',
	version: (n: number, rows: number) => `第 ${n} 版 · ${rows} 条`,
	versionBy: (by: string, when: string) => `${by} · ${when}`,
	hash: '校验码',
	fields,
	hints: {
		title: '比如：轮椅',
		measure: '部、人、小时',
		contact: '写职务，不写手机号',
		note: '别的要说的'
	} satisfies Partial<Record<RowField, string>>,
	row: (n: number) => `第 ${n} 条`,
	add: '加一条',
	remove: '移除',
	removed: (title: string) => `已移除 ${title || '一条'}`,
	undo: '撤销',
	redo: '重做',
	removedRows: (n: number) => `移除的 ${n} 条`,
	putBack: '放回',
	up: '上移',
	down: '下移',
	number: '序号',
	more: '操作',
	untitled: '还没写名称',
	dueBy: (day: string) => `${day} 前`,
	paste: '从表格粘贴',
	pasteText: '在表格软件里选好要的格子，复制，再粘到这里。列的次序：',
	separator: '、',
	pasteLabel: '表格内容',
	pasteDo: (n: number) => `加 ${n} 条`,
	pasteNone: '没有看到可以加的行',
	pasteTooMany: (max: number) => `一张清单最多 ${max} 条`,
	empty: '还没有内容。加第一条，几个人可以同时填。',
	notLoaded: '清单没有打开。请检查网络，再刷新一次。',
	write: '写清单',
	serverDraft: '这是上次联网时的草稿，不能改',
	readOnlyWhy: '你可以看，不能改。本单位的人可以填。',
	editing: (name: string) => `${name} 在填`,
	problems,
	alike: (of: number) => `和第 ${of} 条一样`,
	problemCount: (n: number) => `还有 ${n} 处要改`,
	publish: '发布清单',
	publishTitle: '发布清单',
	publishText: (n: number) => `${n} 条会成为新的一版，发布后这一版不能再改。草稿还可以接着写。`,
	publishAlike: (n: number) => `有 ${n} 条和前面的重复。确实要分开写吗？`,
	allowAlike: '是，分开写',
	note: '说明（可不填）',
	confirmPublish: '发布',
	publishOffline: '现在没有网络。发布要联网后再做。',
	publishUnsent: '还有内容没有送到服务器，等送到了再发布。',
	publishedAs: (n: number) => `已发布第 ${n} 版`,
	cancel: '再看看',
	close: '结束这张清单',
	closeText: '结束后草稿不能再改，发布过的各版还能看。',
	confirmClose: '结束',
	closedOn: (when: string) => `${when} 结束`,
	/** What a command is called in 待提交. */
	commands: {
		openList: '开一份清单'
	},
	refusals: {
		already_open: (p) => `没有开成。这里已经有一张同类清单“${p.title}”。可以直接在那一张上写。`,
		closed: (p) => `没有做成。这张清单${on(p.at)}已经结束。可以另开一张。`,
		empty: () => '没有发布。清单还是空的。请先填至少一条。',
		changed: () => '没有发布。你看过之后又有人改了清单。请把新的内容看一遍再发布。',
		row_wrong: (p) => {
			const field = isField(p.field) ? fields[p.field] : '';
			const why = isProblem(p.code) ? problems[p.code] : '';
			return `没有发布。第 ${p.row} 条的“${field}”${why}。请改好标红的 ${p.count} 处再发布。`;
		},
		rows_alike: (p) =>
			`没有发布。第 ${p.row} 条和第 ${p.of} 条写的一样。请合成一条，或在发布时选“分开写”。`,
		same: (p) => `没有发布。内容和第 ${p.n} 版一样。改了再发布。`,
		too_many: (p) => `没有发布。一张清单最多 ${p.max} 条。请分成两张。`
	} satisfies Record<string, Refusal>
};

export default zh;

declare module '#lib/ui/words.ts' {
	interface Messages {
		lists: typeof zh;
	}
}
