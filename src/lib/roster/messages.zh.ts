import type { Role } from '#lib/kernel/actor.ts';
import type { Refusal } from '#lib/ui/words.ts';

const zh = {
	roles: {
		county_admin: '县级管理员',
		town_admin: '乡镇管理员',
		community_secretary: '社区书记',
		grid_leader: '网格长',
		full_time: '专职网格员',
		part_time: '兼职网格员',
		grid_guide: '网格指导员',
		micro_grid_leader: '微网格长',
		party_group_leader: '党小组长',
		party_member: '党员',
		in_service_member: '在职党员',
		volunteer: '志愿者',
		resident: '群众',
		partner_unit: '共建单位',
		department: '部门'
	} satisfies Record<Role, string>,
	/** Why a file cannot be read, by FileProblem. */
	files: {
		missing: () => '没有找到这个文件。请核对文件名和位置。',
		too_large: (p) => `文件太大，最多 ${p.most} MB。请删去图片和多余的工作表，或分成几份再导入。`,
		too_many_rows: (p) => `行数太多，一次最多 ${p.most} 行。请分成几份再导入。`,
		zip_bomb: () =>
			'没有读取。这个文件解压后大得不正常，可能已损坏。请在 Excel 或 WPS 里另存一份再导入。',
		pdf: () => '没有读取。这是一份 PDF，不是表格。请导入原来的 xlsx 或 csv 文件。',
		old_excel: () =>
			'没有读取。这是旧版 xls，或加了密码的文件。请在 Excel 或 WPS 里去掉密码，另存为 xlsx 再导入。',
		not_a_table: () => '没有读取。这不是表格文件。请导入 xlsx 或 csv 文件。',
		locked: () => '没有读取。文件加了密码。请去掉密码另存一份再导入。',
		encoding: () =>
			'没有读取。认不出文字编码。请在 Excel 或 WPS 里另存为 xlsx，或存为 UTF-8 的 csv。',
		broken: () => '没有读取。文件已损坏或没有传完整。请重新保存一份再导入。',
		empty: () => '没有读取。文件里没有内容。请换一份再导入。',
		one_column: () => '没有读取。表里只有一列，认不出姓名、手机号和网格。请分成多列再导入。',
		no_header: () => '没有读取。没有找到写着“姓名”的表头行。请加上表头，再导入一次。',
		no_units: () => '还不能导入。系统里还没有单位。请先导入单位表（编码、名称、层级）。'
	} satisfies Record<string, Refusal>,
	/** Why a row is left out, by ImportProblem. */
	problems: {
		no_name: () => '没有姓名。',
		bad_phone: (p) => `手机号“${p.text}”不是 11 位号码。`,
		no_phone: () => '没有手机号。',
		unknown_unit: (p) => (p.text ? `系统里没有“${p.text}”。` : '没有写网格。'),
		ambiguous_unit: (p) => `“${p.text}”对得上不止一个单位，请写全名。`,
		unknown_role: (p) => (p.text ? `认不出角色“${p.text}”。` : '没有写角色。'),
		seat_does_not_fit: () => '这个角色不能设在这一级单位。',
		not_yours: () => '这个任职要由上级来设。'
	} satisfies Record<string, Refusal>,
	refusals: {
		seat_does_not_fit: (p) =>
			`没有做成${p.row ? `(第 ${p.row} 行)` : ''}。这个角色不能设在这一级单位。请换一个单位或角色。`,
		unit_closed: (p) => `没有做成。${p.unit}已停用。请换一个单位。`,
		same_person: () => '没有保存。名册里已有同名同号的人。请核对手机号，或直接给那个人加任职。',
		seat_held: (p) => `没有做成。这个人在${p.unit}已有这个任职，不用再加。`,
		ends_before_it_begins: () => '没有做成。结束日期早于开始日期。请改好日期再提交。',
		ended_already: (p) => `没有做成。这个任职已在 ${p.to} 结束，不用再办。`,
		last_admin: () => '没有做成。县级管理员至少留一位。请先加上接任的人，再结束这个任职。'
	} satisfies Record<string, Refusal>
};

export default zh;

declare module '#lib/ui/words.ts' {
	interface Messages {
		roster: typeof zh;
	}
}
