/** How rosters in the field write columns, roles and the rest. Compared after `squash`. */
import type { Role } from '#lib/kernel/actor.ts';

/** Full-width to half-width, no spaces at all: how words of a table are compared. */
export const squash = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '');

export const FIELDS = [
	'name',
	'gender',
	'phone',
	'politics',
	'joined',
	'work',
	'unit',
	'role',
	'skills',
	'note'
] as const;
export type Field = (typeof FIELDS)[number];

export const COLUMN_WORDS: Readonly<Record<Field, readonly string[]>> = {
	name: ['姓名', '人员姓名', '名字', '志愿者姓名', '党员姓名', 'name'],
	gender: ['性别', 'gender'],
	phone: ['手机号', '手机', '手机号码', '联系电话', '电话', '联系方式', '电话号码', 'phone'],
	politics: ['政治面貌', '面貌'],
	joined: ['入党时间', '入党日期', '加入时间'],
	work: ['工作单位', '单位', '所在单位', '工作单位及职务'],
	unit: ['网格', '所属网格', '所在网格', '网格名称', '社区', '所属单位', '网格/微网格'],
	role: ['角色', '身份', '职务', '人员类别', '类别', '岗位', '网格职务'],
	skills: ['特长', '技能', '专长', '服务特长'],
	note: ['备注', '说明', 'note']
};

/** The term of the glossary first: written so, it is not an alias. */
export const ROLE_WORDS: Readonly<Record<Role, readonly string[]>> = {
	county_admin: ['县级管理员', '县管理员'],
	town_admin: ['乡镇管理员', '乡镇级管理员', '街道管理员', '镇管理员'],
	community_secretary: ['社区书记', '村书记', '党组织书记', '书记', '社区(村)书记', '村社书记'],
	grid_leader: ['网格长', '格长', '一级网格长', '网格总长'],
	full_time: ['专职网格员', '专职', '专职格员', '专职社工'],
	part_time: ['兼职网格员', '兼职', '兼职格员'],
	grid_guide: [
		'网格指导员',
		'指导员',
		'指导员(包联)',
		'包联干部',
		'网格指导员(包联干部)',
		'包联指导员',
		'联格干部'
	],
	micro_grid_leader: ['微网格长', '楼道长', '微格长', '楼栋长', '楼组长', '单元长'],
	party_group_leader: ['党小组长', '网格党小组长'],
	party_member: ['党员', '党员中心户', '社区党员', '无职党员'],
	in_service_member: ['在职党员', '双报到党员', '双报到', '在职党员(双报到)', '报到党员'],
	volunteer: ['志愿者', '网格志愿者', '志愿服务者', '党员志愿者', '志愿者(党员)'],
	resident: ['居民', '群众', '村民', '居民代表'],
	partner_unit: ['共建单位', '共建单位代表'],
	department: ['部门', '部门经办人', '部门联络员']
};

export const TOTALS = /^(合计|总计|小计|共计|总人数|总数|汇总)/;

const NUMERALS = '零一二三四五六七八九';

/** 二十三 → 23, 十 → 10, 一百零二 → 102; null when it is no number. */
export function chineseNumber(text: string): number | null {
	const digits = text.replaceAll('〇', '零').replaceAll('两', '二');
	if (/^[零一二三四五六七八九]+$/.test(digits) && digits.length > 1) {
		return Number([...digits].map((c) => NUMERALS.indexOf(c)).join(''));
	}
	const match =
		/^(?:([一二三四五六七八九])百)?零?(?:([一二三四五六七八九])?(十))?([一二三四五六七八九])?$/.exec(
			digits
		);
	if (!match || digits === '') return null;
	const [, hundreds, tens, ten, ones] = match;
	const value = (numeral: string | undefined) => (numeral ? NUMERALS.indexOf(numeral) : 0);
	return value(hundreds) * 100 + (ten ? (tens ? value(tens) : 1) * 10 : 0) + value(ones);
}

/**
 * One spelling for all of 东海社区第一网格, 东海社区1网格, 东海社区 第01网格, 东海社区一号网格.
 * A numeral inside a place name (五龙乡) stays: only what stands before 网格, 微网格, 组 or after 第 counts.
 */
export function unitKey(text: string): string {
	return squash(text)
		.replace(
			/第?([零〇一二两三四五六七八九十百]+|\d+)号?(?=(?:专属|微)?(?:网格|组|格))/g,
			(whole, number: string) => {
				const value = /^\d+$/.test(number) ? Number(number) : chineseNumber(number);
				return value === null ? whole : `${value}`;
			}
		)
		.replace(/[-—–_·.、，,()（）]/g, '');
}
