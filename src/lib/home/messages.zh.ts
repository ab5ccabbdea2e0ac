/** Words of the pages that put several capabilities together: 今日, 议事, 我的. */
const zh = {
	me: {
		title: '我的',
		noSeat: '还没有编入网格',
		records: '我的记录',
		hours: '服务时长',
		shifts: '我认领的班次',
		outbox: '待提交',
		honors: '红榜',
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
