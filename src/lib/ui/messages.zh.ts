import type { Refusal } from './words.ts';

const zh = {
	appName: '格里',
	front: {
		tagline: '网格里的事，大家商量着办',
		description: '格里是网格自己用的应用：认领岗位、开会写纪要、记服务时长、公开红榜。',
		does: [
			{ what: '认领岗位', how: '看看附近缺人的班次，挑一班自己合适的。没有网络也能点。' },
			{ what: '有事就谈', how: '一起开会、一起写纪要，定下谁在哪天前办什么。' },
			{ what: '时长和红榜', how: '服务时长由另一个人核对，红榜怎么算的都写在上面。' }
		],
		signIn: '登录',
		invited: '第一次用？打开网格长发给你的邀请链接，或扫他手里的二维码。',
		honors: '看看红榜',
		otherLanguage: 'English'
	},
	nav: {
		label: '主要页面',
		today: '今日',
		posts: '岗位',
		talk: '议事',
		me: '我的',
		units: '网格',
		roster: '名册',
		honors: '红榜'
	},
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
