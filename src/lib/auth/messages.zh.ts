import type { Refusal } from '#lib/ui/words.ts';

const zh = {
	signIn: {
		title: '登录',
		lead: '用登记在网格里的手机号登录。',
		phone: '手机号',
		name: '姓名',
		shared: '几个人共用一个手机号',
		sharedHint: '填上姓名，才知道是哪一位。',
		password: '密码',
		show: '显示密码',
		device: '这是谁的手机',
		own: '自己的手机',
		ownHint: '保持登录。资料会存在手机里，没有网络也能看。',
		sharedDevice: '公用手机',
		sharedDeviceHint: '最多保持 8 小时。退出后，手机里不留你的资料。',
		submit: '登录',
		noAccount: '还没有密码，或忘了密码',
		noAccountHint: '请网格长或社区书记给你一个邀请码。扫码后设一个新密码。',
		signOut: '退出',
		signedOut: '你已退出。',
		again: '请重新登录。没有提交的内容还在这台手机里，同一个人登录后会接着提交。'
	},
	faults: {
		wrong: '没有登录成功。手机号或密码不对。请再看一遍；几个人共用一个手机号时，要填姓名。',
		wait: (minutes: number) =>
			`没有登录成功。这个手机号错了好几次。为了安全，请 ${minutes} 分钟后再试，或请网格长重新邀请你。`,
		tooMany: (minutes: number) =>
			`没有登录成功。这里的网络试的次数太多。请 ${minutes} 分钟后再试，或换一个网络。`,
		busy: '现在登录的人很多。请过几秒再试。',
		phone: '请填 11 位手机号。',
		password: '请填密码。',
		name: '请填姓名。',
		too_short: '密码至少要 8 个字符。用一句容易记的话就很好。',
		too_long: '密码最多 128 个字符。',
		too_common: '这个密码太常见，容易被猜到。请换一个。',
		is_yours: '密码里不要只有自己的手机号或姓名。请换一个。',
		last4: '请填手机号的后四位数字。',
		device: '请选一项：自己的手机，还是公用手机。',
		county_name: '请填县区的名称。',
		county_code: '请填 6 位行政区划代码，例如 330922。'
	},
	invite: {
		title: '接受邀请',
		lead: '有人邀请你使用格里。先确认是你本人，再设一个密码。',
		last4: '手机号后四位',
		last4Hint: '填你登记在网格里的那个手机号的最后四位数字。',
		newPassword: '新密码',
		newPasswordHint: '至少 8 个字符。用一句容易记的话就很好。',
		submit: '设好密码并登录',
		mismatch: (left: number) =>
			left > 0
				? `后四位不对。请填登记的手机号的最后四位，还可以试 ${left} 次。`
				: '后四位错了太多次，这个邀请已停用。请让邀请你的人重新发一个。',
		useless: '这个邀请不能用',
		uselessHint:
			'它可能已经用过、过期，或换了新的。请让邀请你的人重新发一个；已经设过密码的，可以直接登录。',
		toSignIn: '去登录'
	},
	give: {
		title: (name: string) => `邀请 ${name}`,
		lead: '让本人扫这个码，或把链接发给本人。只能用一次，7 天内有效。',
		recovery: '本人已有密码。用这个邀请会换掉密码，并退出本人所有已登录的手机。',
		make: '生成邀请',
		makeAgain: '重新生成',
		replaces: '重新生成后，之前的邀请作废。',
		open: (day: string) => `已有一个邀请，${day} 前有效。码只在生成时显示一次。`,
		link: '邀请链接',
		qr: '邀请二维码',
		copy: '复制链接',
		copied: '已复制',
		until: (day: string) => `${day} 前有效`,
		once: '离开这一页后不再显示，需要时重新生成。',
		asks: '对方要填手机号的后四位，请确认登记的手机号是对的。'
	},
	firstRun: {
		title: '开始使用格里',
		lead: '这里还没有任何资料。先看看示例，或开始建自己的县区。',
		demo: '看看示例县区',
		demoHint: '装入一个示例县区：单位、人员、岗位、会议和清单都有。之后给出每种身份的登录方式。',
		demoStart: '装入示例',
		demoRunning: '正在装入示例县区',
		demoSteps: [
			'单位',
			'人员',
			'两个月的班次和时长',
			'会议和纪要',
			'需求和资源清单',
			'红榜',
			'登录方式'
		] as readonly string[],
		demoStep: (what: string) => `正在装入${what}`,
		demoReady: '示例已装好',
		demoReadyHint: '选一个身份登录看看。示例里所有人的密码都一样。',
		demoPassword: '密码',
		own: '建自己的县区',
		ownHint: '填县区和管理员。之后可以从表格导入单位和人员。',
		countyName: '县区名称',
		countyNameHint: '例如：嵊泗县',
		countyCode: '行政区划代码',
		countyCodeHint: '6 位数字，例如 330922。下级单位的代码都以它开头。',
		adminName: '管理员姓名',
		adminPhone: '管理员手机号',
		submit: '建立并登录',
		failed: '示例没有装成。请看运行格里的窗口里的说明，再试一次。'
	},
	sessions: {
		title: '已登录的手机和电脑',
		lead: '不认识的，请退出它，再改密码。',
		current: '这一台',
		seen: (day: string) => `最近使用 ${day}`,
		since: (day: string) => `${day} 登录`,
		end: '退出',
		endOthers: '退出其他所有设备',
		ended: '已退出',
		only: '只有这一台登录着。',
		password: '改密码',
		currentPassword: '现在的密码',
		newPassword: '新密码',
		change: '改密码',
		changed: '密码已改。其他设备都已退出。',
		wrong: '现在的密码不对。请再试一次；忘了的话，请网格长重新邀请你。'
	},
	systems: {
		harmony: '鸿蒙手机',
		iphone: 'iPhone',
		ipad: 'iPad',
		android: '安卓手机',
		windows: 'Windows 电脑',
		mac: 'Mac 电脑',
		linux: 'Linux 电脑',
		cli: '这台服务器上的命令行',
		other: '其他设备'
	} as Record<string, string>,
	browsers: {
		wechat: '微信',
		huawei: '华为浏览器',
		xiaomi: '小米浏览器',
		uc: 'UC 浏览器',
		quark: '夸克',
		edge: 'Edge',
		firefox: 'Firefox',
		chrome: 'Chrome',
		safari: 'Safari',
		other: ''
	} as Record<string, string>,
	/** What a command is called in 待提交. */
	commands: {
		endSession: '结束一处登录',
		endAllSessions: '结束所有登录'
	},
	refusals: {
		no_phone: () =>
			'没有生成邀请。这个人没有登记手机号，无法确认是本人。请先在人员资料里补上手机号。',
		invitation_used: () =>
			'没有设成。这个邀请已经用过，或换了新的。请直接登录，或让邀请你的人重新发一个。',
		invitation_expired: () => '没有设成。这个邀请过了 7 天，已经失效。请让邀请你的人重新发一个。',
		invitation_locked: () =>
			'没有设成。后四位错了太多次，这个邀请已停用。请让邀请你的人重新发一个。',
		prove_again: () => '密码没有改。离上次输入密码超过 5 分钟，要再确认一次。请先填现在的密码。',
		other_county: (p) =>
			`没有建成。已导入的单位属于${String(p.name ?? '')}（${String(p.code ?? '')}）。请用这个代码。`
	} satisfies Record<string, Refusal>
};

export default zh;

declare module '#lib/ui/words.ts' {
	interface Messages {
		auth: typeof zh;
	}
}
