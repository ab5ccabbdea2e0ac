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
		units: '单位',
		desk: '待办',
		roster: '花名册',
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
	sync: {
		offline: (clock: string | null) =>
			clock ? `离线，内容截至 ${clock}。操作会在联网后提交。` : '离线。操作会在联网后提交。',
		update: {
			text: '新版本可用',
			unsent: '新版本可用。你有填了还没提交的内容，提交后再更新。',
			accept: '更新'
		},
		signedOut: {
			text: '登录已过期。没提交的内容还在本机，用同一个人登录后会接着提交。',
			action: '登录'
		},
		notKept: '这台手机没有地方存了。请等提交完再关闭页面。',
		outbox: {
			title: '待提交',
			intro: '这些操作已存在本机，联网后按先后提交。结果出来前不算做成。',
			empty: { title: '没有待提交的操作', text: '没有网络时做的操作会先放在这里。' },
			waiting: '待确认',
			sending: '正在提交',
			attention: '需要你处理',
			someAction: '一项操作',
			reasons: {
				failed: '服务器试了几次都没有做成。可以再试一次，或把它导出交给网格长。',
				unsupported: '这一步要用新版本的应用。更新以后会自动再提交。',
				too_large: '内容太大，服务器收不下。可以减少一些再做一次。',
				parent: '它前面的一步没有做成。先处理前面那一步。'
			},
			retry: '再试一次',
			drop: '放弃',
			read: '知道了',
			dropAsk: '放弃以后，这项操作就不会提交了。',
			keep: '先留着',
			export: '导出到文件',
			sendNow: '现在提交'
		},
		signOut: {
			title: '退出登录',
			text: '退出后，这台手机上属于你的内容会全部删掉。',
			unsent: (n: number) => `还有 ${n} 条没有提交。退出前先决定怎么办。`,
			send: '先提交再退出',
			keep: '留在这台手机，等我下次登录再提交',
			drop: '不要了，直接退出',
			confirm: '退出',
			sending: '正在提交',
			notSent: '现在交不上去。可以留在这台手机，或稍后再退出。'
		}
	},
	room: {
		connecting: '正在连接',
		connected: '已连接',
		sending: '正在送出',
		offline: '离线，已存在本机',
		offlineNotKept: '离线，本机没有存，请先不要关页面',
		readonly: '只读',
		refused: '被拒绝',
		unsent: '你离线时写的没有送到服务器，只留在这台设备上。可以抄给网格长。',
		full: '本机没有地方存了，联网前请不要关页面',
		returned: {
			why: '下面这些没有送上去：送到时你已经不能改这份文字了。可以复制下来，交给网格长。',
			copy: '复制',
			copied: '已复制',
			dismiss: '不用留了',
			sure: '删掉这段文字',
			keep: '还是留着',
			title: '没有送上去的文字'
		},
		here: '在这里的人',
		others: (n: number) => `还有 ${n} 人`,
		retry: '再连一次',
		reasons: {
			malformed: '服务器看不懂这台手机送来的内容。请刷新页面，还不行就更新应用。',
			signed_out: '登录已过期。请重新登录，写的内容还在本机。',
			not_available: '它不存在，或你现在没有权限看。可以问网格长。',
			read_only: '你现在没有编辑权限。你写的内容留在本机，可以抄给网格长。',
			foreign_author: '这一份内容署的是别人的名。请刷新页面再写。',
			gap: '这台手机的内容和服务器接不上。请刷新页面。',
			too_large: '内容太大了，服务器收不下。请删去一些。',
			not_allowed: '送来的内容里有这里不收的东西。请刷新页面再写。',
			rights_changed: '权限有变动，正在重新连接。',
			too_slow: '网络太慢，正在重新连接。',
			storage: '服务器暂时存不下，正在重试。',
			too_fast: '送得太快，稍后会自动再连。',
			too_many: '同时开着的页面太多。请关掉一些。',
			frame_too_large: '一次粘贴的内容太大。请分几次粘贴。',
			restart: '服务器正在重启，马上会再连上。'
		} as Record<string, string>
	},
	refusals: {
		invalid_input: (p) =>
			`没有提交成功。有一项填得不对${p.field ? `（${p.field}）` : ''}。请改好再提交。`,
		not_available: () =>
			'没有做成。这一项不存在，或你现在没有这个权限。可以回到上一页看看，或问网格长。',
		id_reused: () => '没有做成。这个编号已经用过。请刷新后再试一次。',
		parent_refused: () => '没有做成。它前面的一步没有通过。请先处理前面那一步。',
		needs_network: () => '没有提交。这一步要联网才能做。联网后再点一次，填好的内容还在。',
		signed_out: () => '没有提交。登录已过期。请用同一个人重新登录，再点一次。',
		try_later: () => '没有提交成功。服务器正忙。填好的内容还在，请过一会儿再点一次。',
		needs_new_app: () => '没有提交。这一步要用新版本。请先更新，再点一次。',
		unknown: () => '没有做成。请稍后再试，或问网格长。'
	} satisfies Record<string, Refusal>
};

export default zh;

declare module './words.ts' {
	interface Messages {
		ui: typeof zh;
	}
}
