const zh = {
	title: '待办',
	of: (unit: string) => `${unit}待办`,
	nothing: '现在没有等你办的事',
	nothingHelp: '有时长要核、红榜要看、席位空着，会出现在这里。',
	hours: '要核的时长',
	hoursHelp: '第二个人看过才算数',
	boards: '红榜等你看',
	boardsHelp: '复核或公示',
	places: '没人认领的空位',
	placesHelp: (shifts: number) => `今后 7 天，${shifts} 班`,
	seats: '空缺的席位',
	seatsHelp: (wanted: number) => `应有 ${wanted} 个`,
	claims: '还没认领过的人',
	claimsHelp: (of: number) => `共 ${of} 人，近 60 天`,
	otherUnits: '换一个单位',
	seatsPage: {
		title: '空缺的席位',
		none: '席位都有人',
		noneHelp: '有人离任后，空出来的席位会列在这里。'
	},
	claimsPage: {
		title: '认领情况',
		lead: '认领是自愿的。这里只有人数，没有名字，也不用来考核。哪里认领的人少，看看是不是岗位太远、时间不合适。',
		count: (without: number, of: number) => `${without} / ${of} 人还没认领过`,
		none: '这里还没有志愿者和党员',
		noneHelp: '名册里登记后才能统计。'
	}
};

export default zh;

declare module '#lib/ui/words.ts' {
	interface Messages {
		desk: typeof zh;
	}
}
