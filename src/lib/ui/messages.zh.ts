import type { Refusal } from './words.ts';

const zh = {
	appName: '格里',
	tagline: '网格里的事，大家商量着办',
	nav: { label: '主要页面', today: '今日', posts: '岗位', talk: '议事', me: '我的', grid: '网格' },
	skip: '跳到正文',
	back: '返回',
	close: '关闭',
	optional: '可不填',
	waiting: '正在读取',
	attention: (count: number) => `${count} 件要你看一下`,
	pending: (ago: string) => `待确认 · ${ago}`,
	errors: {
		notFound: {
			title: '没有这一页',
			text: '它可能已经撤下，或你现在没有权限看。可以回到今日，或问网格长。'
		},
		failed: {
			title: '这一页没有打开',
			text: '是我们这边出了问题，已经记下。你没提交的内容还在本机。可以过一会儿再试。'
		},
		offline: {
			title: '现在没有网络',
			text: '这一页之前没有在本机打开过，联网后才能看。看过的页面离线也能打开。'
		},
		forbidden: {
			title: '要先登录',
			text: '这一页要登录以后才能看。'
		},
		home: '回到今日',
		again: '再试一次',
		signIn: '登录'
	},
	refusals: {
		invalid_input: (p) =>
			`没有提交成功。有一项填得不对${p.field ? `（${p.field}）` : ''}。请改好再提交。`,
		not_available: () =>
			'没有做成。这一项不存在，或你现在没有这个权限。可以回到上一页看看，或问网格长。',
		id_reused: () => '没有做成。这个编号已经用过。请刷新后再试一次。',
		parent_refused: () => '没有做成。它前面的一步没有通过。请先处理前面那一步。',
		unknown: () => '没有做成。请稍后再试，或问网格长。'
	} satisfies Record<string, Refusal>
};

export default zh;

declare module './words.ts' {
	interface Messages {
		ui: typeof zh;
	}
}
