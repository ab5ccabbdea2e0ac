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
