/** What the demo's people say and do: words only, in the language of the place. */
import type { Rule } from '#lib/honors/schema.ts';
import type { MinutesBlock } from '#lib/meetings/schema.ts';
import type { PostKind } from '#lib/posts/schema.ts';

export interface DemoPost {
	/** Code below the community: '' is the community itself, '001' its first grid. */
	readonly grid: string;
	readonly kind: PostKind;
	readonly title: string;
	readonly place: string;
	readonly duties: string;
	readonly bring: string;
	readonly skills: readonly string[];
	readonly risks: string;
	readonly insurance: 'covered' | 'not_needed';
	readonly from: string;
	readonly to: string;
	readonly capacity: number;
	/** Whether there is a shift that day: weekday 0 is Sunday, date 1 to 31. */
	readonly on: (weekday: number, date: number) => boolean;
	/** A leader ticks off who came (grade B) where people cannot well check in themselves. */
	readonly ticked?: true;
	/** Only from today on: it is new. */
	readonly fresh?: true;
}

/** 逢四: the days with a four. */
const onFours = (_: number, date: number) => date % 10 === 4;

export const POSTS: readonly DemoPost[] = [
	{
		grid: '001',
		kind: 'volunteer_station',
		title: '桶站值守',
		place: '海韵小区东门桶站',
		duties: '引导邻居分类投放，擦拭桶盖，记下满溢的桶并告诉物业。',
		bring: '手套和围裙在站里，自带水杯。',
		skills: [],
		risks: '地面湿滑，请穿防滑鞋；不要徒手翻捡。',
		insurance: 'covered',
		from: '18:00',
		to: '20:00',
		capacity: 3,
		on: (weekday) => weekday !== 1
	},
	{
		grid: '002',
		kind: 'volunteer_station',
		title: '助老送餐',
		place: '东海社区食堂',
		duties: '取餐，给 6 户行动不便的老人送上门，问一声身体，回来在本上记一笔。',
		bring: '保温袋在食堂领。',
		skills: ['助老服务'],
		risks: '走楼梯和坡路，端热汤要慢；雨天改由食堂工作人员送。',
		insurance: 'covered',
		from: '10:30',
		to: '12:00',
		capacity: 3,
		on: () => true
	},
	{
		grid: '001',
		kind: 'vanguard',
		title: '夜间平安巡逻',
		place: '海韵小区至渔港路',
		duties: '两人一组走一圈，看消防通道、电动车充电、路灯；发现问题拍照报网格长。',
		bring: '反光背心和手电在网格站领。',
		skills: ['应急救援'],
		risks: '夜间行走，注意车辆；遇到危险不要上前，先报警。',
		insurance: 'covered',
		from: '19:30',
		to: '21:00',
		capacity: 4,
		on: (weekday) => weekday === 5 || weekday === 6,
		ticked: true
	},
	{
		grid: '',
		kind: 'assigned_duty',
		title: '逢四入格·走访',
		place: '东海社区各网格',
		duties: '每月 4 日、14 日、24 日走访：听一件难处，记一件事，回一件上次的答复。',
		bring: '走访本、笔。',
		skills: ['纠纷调解', '政策宣传'],
		risks: '入户前先电话约；不收礼，不留饭；有犬的人家先请主人拴好。',
		insurance: 'covered',
		from: '09:00',
		to: '11:00',
		capacity: 8,
		on: onFours
	},
	{
		grid: '003',
		kind: 'volunteer_station',
		title: '便民理发',
		place: '东海社区服务站一楼',
		duties: '给老人和孩子理发，会理发的两位主理，其他人排队、扫地、端水。',
		bring: '工具站里有，惯用的可以自带。',
		skills: ['理发'],
		risks: '剪刀和推子用完收好；地面有碎发，防滑倒。',
		insurance: 'not_needed',
		from: '14:00',
		to: '16:30',
		capacity: 4,
		on: (weekday) => weekday === 0
	},
	{
		grid: '',
		kind: 'task_force',
		title: '防台应急突击队演练',
		place: '东海社区广场集合',
		duties: '练三件事：沙袋怎么码、老人怎么转移、电话怎么逐户通知。',
		bring: '长裤、运动鞋、雨衣。',
		skills: ['应急救援', '驾驶', '无人机'],
		risks: '搬沙袋注意腰；有心脏病、高血压的请只参加电话组。',
		insurance: 'covered',
		from: '14:00',
		to: '16:00',
		capacity: 20,
		on: (weekday) => weekday === 6,
		fresh: true
	}
];

/** Other communities have less of the same, so that a town's board has something to compare. */
export const NEIGHBOURS: readonly { readonly code: string; readonly every: number }[] = [
	{ code: '002', every: 2 },
	{ code: '003', every: 3 }
];

const said = (speaker: string, text: string): MinutesBlock => ({
	type: 'statement',
	speaker,
	runs: [{ text }]
});
const line = (type: 'paragraph' | 'topic' | 'resolution', text: string): MinutesBlock => ({
	type,
	runs: [{ text }]
});

/** Minutes as they would be typed; `names` are people who were there, `due` a day to come. */
export const corridorMinutes = (names: readonly string[], due: string): readonly MinutesBlock[] => {
	const [a = '', b = '', c = ''] = names;
	return [
		line('topic', '消防通道被杂物占了怎么办'),
		said(a, '三单元二楼到四楼堆了旧家具和纸箱，老人夜里下楼绊过一次。'),
		said(b, '有两户说放不下，能不能给个集中堆放的地方，一周清一次。'),
		said(c, '物业可以腾出自行车棚东头，但要约好时间，不然又变成新的堆点。'),
		line('resolution', '三单元楼道周三前清空；自行车棚东头设临时堆放点，每周六上午清运。'),
		{ type: 'action', owner: b, due, runs: [{ text: '逐户通知三单元，帮两户老人搬' }] },
		{ type: 'action', owner: c, due, runs: [{ text: '划线、立牌，写明清运时间' }] },
		line('topic', '电动车进楼充电'),
		said(a, '充电桩晚上七点后排不上，才有人往楼里推。'),
		line('paragraph', '先数一周排队的车，下次带数字来议，今天不表决。')
	];
};

export const parkingMinutes = (names: readonly string[]): readonly MinutesBlock[] => {
	const [a = '', b = ''] = names;
	return [
		line('topic', '上次的事办得怎么样'),
		said(a, '楼道清了，自行车棚东头周六上午清运过一次，牌子已经立好。'),
		line('topic', '电动车充电排队'),
		said(b, '数了一周：晚上七点到九点最多排 6 辆，其他时间空着。')
	];
};

/** Rows as they are typed; `until` counts days from today. */
export interface DemoRow {
	readonly title: string;
	readonly quantity: string;
	readonly measure: string;
	readonly place: string;
	readonly until: number | null;
	readonly contact: string;
	readonly note: string;
}

export const DEMANDS: readonly DemoRow[] = [
	{
		title: '轮椅',
		quantity: '4',
		measure: '部',
		place: '海韵小区',
		until: 20,
		contact: '网格长',
		note: '两部长期借，两部看病时用'
	},
	{
		title: '周末陪诊',
		quantity: '2',
		measure: '人次',
		place: '县人民医院',
		until: 12,
		contact: '专职网格员',
		note: '会开车更好，往返码头'
	},
	{
		title: '小学生作业辅导',
		quantity: '3',
		measure: '人',
		place: '社区服务站二楼',
		until: null,
		contact: '网格长',
		note: '周三、周五 16:00–17:30'
	},
	{
		title: '楼道灯更换',
		quantity: '11',
		measure: '盏',
		place: '海韵小区三、五单元',
		until: 9,
		contact: '网格长',
		note: '物业出灯，要会电工的人'
	}
];

export const RESOURCES: readonly DemoRow[] = [
	{
		title: '会议室',
		quantity: '1',
		measure: '间',
		place: '东海社区服务站二楼',
		until: null,
		contact: '社区书记',
		note: '周末和晚上可借，20 人'
	},
	{
		title: '理发师',
		quantity: '2',
		measure: '人',
		place: '社区服务站',
		until: null,
		contact: '网格长',
		note: '每周日下午'
	},
	{
		title: '小货车',
		quantity: '1',
		measure: '辆',
		place: '渔港路',
		until: 40,
		contact: '共建单位',
		note: '周六上午，带司机'
	}
];

export const VOLUNTEER_RULE: Rule = { minMinutes: 120, places: 10, minSample: 2 };
export const UNIT_RULE: Rule = { minMinutes: 0, places: 5, minSample: 5 };
