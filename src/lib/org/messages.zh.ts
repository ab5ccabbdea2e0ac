const zh = {
	levels: {
		county: '县区',
		town: '乡镇街道',
		community: '社区(村)',
		grid: '网格',
		micro_grid: '微网格'
	},
	kinds: { land: '陆上', fishing: '渔区', farming: '养殖', transport: '运输' }
};

export default zh;

declare module '#lib/ui/words.ts' {
	interface Messages {
		org: typeof zh;
	}
}
