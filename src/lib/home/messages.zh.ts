/** Words of the pages that put several capabilities together: 今日, 议事, 我的. */
const zh = {
	today: {
		next: '接下来',
		then: '再往后',
		seeShift: '看这一班',
		seeMeeting: '看这个会',
		forYou: '等你处理',
		troubled: (count: number) => `${count} 件没有提交成功`,
		troubledHint: '看看为什么，再决定怎么办',
		toConfirm: (count: number) => `${count} 条时长等你核实`,
		toConfirmHint: '核实了才算数',
		toCheck: (count: number) => `${count} 张红榜等你复核或公示`,
		toCheckHint: '看过规则和名单再定',
		desk: '全部待办',
		news: (count: number) => `${count} 条新通知`,
		meetings: '近两天的会',
		offers: '还能做的',
		allPosts: '全部岗位',
		quiet: '今天没有你的安排',
		quietOffers: '下面这些班次还缺人，挑一班自己合适的。',
		quietNothing: '附近的班次都满了。有想办的事，可以跟网格长说。',
		toPosts: '看看以后的班次',
		elder: {
			mine: '我要做什么',
			nothing: '今天没有安排，好好休息。',
			help: '我能帮什么',
			noHelp: '现在都有人了，谢谢你惦记着。',
			call: '找网格长',
			enter: '长辈版',
			leave: '普通版'
		}
	},
	talk: {
		title: '议事',
		upcoming: '要开的会',
		recent: '开过的会',
		lists: '清单',
		earlier: (count: number) => `更早的 ${count} 个会`,
		closed: (count: number) => `已关闭的 ${count} 份清单`,
		open: '开一个会',
		newList: '开一张清单',
		today: '今天',
		frozen: '纪要已定稿',
		draft: '还没有发布',
		version: (n: number, rows: number) => `第 ${n} 版 · ${rows} 条`,
		noMeetings: '近期没有会',
		noMeetingsText: '有事就谈：把要商量的事告诉网格长，请他开一个会。',
		noMeetingsLead: '有事就谈：选个时间地点，把要商量的事写上。',
		noLists: '还没有清单',
		noListsText: '缺什么、有什么，列出来大家才好认领。'
	},
	me: {
		thisMonth: '本月服务',
		noHours: '还没有核实过的时长',
		allUnits: '单位一览',
		roster: '花名册',
		pending: (hours: string) => `待核 ${hours}`,
		title: '我的',
		noSeat: '还没有编入网格',
		records: '我的记录',
		shifts: '我认领的班次',
		notices: '通知',
		outbox: '待提交',
		honors: '红榜',
		certificates: '服务证明',
		consent: '红榜公示同意',
		outboxNone: '没有，都提交了',
		outboxWaiting: (count: number) => `${count} 件在等网络`,
		outboxAttention: (count: number) => `${count} 件没有成功，请看一下`,
		units: '我的单位',
		look: '显示',
		elder: '长辈版',
		elderHint: '字大、按钮大，首页只放三件事',
		theme: '颜色',
		themes: { auto: '跟随手机', light: '浅色', dark: '深色' },
		language: '语言',
		languages: { zh: '中文', en: 'English' },
		save: '保存',
		device: '这台设备',
		stored: '本机数据',
		own: '这是自己的手机，资料留在本机，没有网络也能看',
		shared: '这是公用手机，退出后不留资料',
		sessions: '登录的设备',
		sessionsHint: '看看在哪里登录着，不认识的可以退出',
		signOut: '退出登录'
	}
};

export default zh;

declare module '#lib/ui/words.ts' {
	interface Messages {
		home: typeof zh;
	}
}
