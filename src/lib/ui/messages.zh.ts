import type { Refusal } from './words.ts';

const zh = {
	appName: '格里',
	nav: { today: '今日', posts: '岗位', talk: '议事', me: '我的' },
	refusals: {
		invalid_input: (p) => `没有提交成功。有一项填得不对${p.field ? `(${p.field})` : ''}。请改好再提交。`,
		not_available: () => '没有做成。这一项不存在,或你现在没有这个权限。可以回到上一页看看,或问网格长。',
		id_reused: () => '没有做成。这个编号已经用过。请刷新后再试一次。',
		parent_refused: () => '没有做成。它前面的一步没有通过。请先处理前面那一步。',
		unknown: () => '没有做成。请稍后再试,或问网格长。'
	} satisfies Record<string, Refusal>
};

export default zh;

declare module './words.ts' {
	interface Messages {
		ui: typeof zh;
	}
}
