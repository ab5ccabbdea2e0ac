import type { Refusal } from '#lib/ui/words.ts';

const zh = {
	levels: {
		county: '县区',
		town: '乡镇街道',
		community: '社区（村）',
		grid: '网格',
		micro_grid: '微网格'
	},
	kinds: { land: '陆上', fishing: '渔区', farming: '养殖', transport: '运输' },
	tree: {
		title: '单位',
		search: '找单位',
		searchHint: '名称或编码',
		none: '没有找到。换一个字试试，或只写一部分。',
		more: (n: number) => `还有 ${n} 个，请多写几个字。`,
		open: (name: string) => `展开${name}`,
		close: (name: string) => `收起${name}`,
		children: (n: number) => `${n} 个下级`,
		households: (n: number) => `${n} 户`,
		boats: (n: number) => `${n} 艘船`,
		closed: '已停用',
		import: '导入单位表',
		empty: '还没有单位',
		emptyHelp: '先导入单位表：编码、名称、层级、上级编码、类型、户数。'
	},
	page: {
		code: '编码',
		level: '层级',
		kind: '类型',
		size: '规模',
		closedSince: (day: string) => `${day}起停用`,
		path: '上级',
		children: '下级单位',
		noChildren: '没有下级单位。',
		qr: '门牌二维码',
		qrLabel: (name: string) => `${name}的二维码`,
		qrHelp: '打印贴在门牌上，用手机一扫就到这一页。'
	},
	findings: {
		title: '要看一看',
		help: '这些是提示，不影响使用。',
		none: '都合适，没有要看的。',
		bands: (n: number) => `户数不在范围内 ${n} 个`,
		leaderless: (n: number) => `没有负责人 ${n} 个`,
		band: (households: number, low: number, high: number) =>
			`${households} 户，应在 ${low}–${high} 户`,
		rest: (n: number) => `还有 ${n} 个`
	},
	file: {
		faults: {
			bad_code: '编码不对，应是 6、9、12、15 或 17 位数字',
			no_name: '没有名称，或太长',
			unknown_level: '认不出层级',
			unknown_kind: '认不出类型',
			bad_number: '户数或船只数不是整数',
			twice: '编码在前面已经有了',
			wrong_level: '编码长度和层级对不上',
			no_parent: '没有上级编码',
			wrong_parent: '上级不对，上级编码应是本编码的开头',
			unknown_parent: '上级不在表里'
		},
		fields: { name: '名称', parent: '上级', kind: '类型', households: '户数', boats: '船只数' }
	},
	refusals: {
		wrong_code: (p) =>
			`没有导入。${p.name}（${p.code}）的编码、层级和上级对不上。请在表里改好，再导入一次。`,
		unknown_parent: (p) =>
			`没有导入。${p.name}的上级（${p.parent}）不在表里，也不在系统里。请先加上上级单位，再导入一次。`
	} satisfies Record<string, Refusal>
};

export default zh;

declare module '#lib/ui/words.ts' {
	interface Messages {
		org: typeof zh;
	}
}
