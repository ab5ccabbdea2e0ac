import type zh from './messages.zh.ts';

const en: typeof zh = {
	roles: {
		county_admin: 'County administrator',
		town_admin: 'Town administrator',
		community_secretary: 'Community secretary',
		grid_leader: 'Grid leader',
		full_time: 'Full-time grid worker',
		part_time: 'Part-time grid worker',
		grid_guide: 'Grid guide',
		micro_grid_leader: 'Micro-grid leader',
		party_group_leader: 'Party-group leader',
		party_member: 'Party member',
		in_service_member: 'In-service party member',
		volunteer: 'Volunteer',
		resident: 'Resident',
		partner_unit: 'Partner unit',
		department: 'Department'
	},
	files: {
		missing: () => 'There is no such file. Check its name and where it is.',
		too_large: (p) =>
			`The file is too large; ${p.most} MB is the most. Take out pictures and spare sheets, or split it.`,
		too_many_rows: (p) => `Too many rows; ${p.most} is the most at once. Split the file.`,
		zip_bomb: () =>
			'Not read. Unzipped, this file is far larger than a table can be; it may be damaged. Save a fresh copy and import that.',
		pdf: () => 'Not read. This is a PDF, not a table. Import the xlsx or csv it was made from.',
		old_excel: () =>
			'Not read. This is an old xls, or it has a password. Save it as xlsx without a password, then import that.',
		not_a_table: () => 'Not read. This is not a table. Import an xlsx or csv file.',
		locked: () => 'Not read. The file has a password. Save a copy without one, then import that.',
		encoding: () =>
			'Not read. Its text encoding is not known. Save it as xlsx, or as csv in UTF-8.',
		broken: () => 'Not read. The file is damaged or incomplete. Save a fresh copy and import that.',
		empty: () => 'Not read. There is nothing in the file. Choose another one.',
		one_column: () =>
			'Not read. The table has one column; name, phone and grid cannot be told apart. Split it into columns.',
		no_header: () =>
			'Not read. No row names the column 姓名 (name). Add a header row, then import again.',
		no_units: () =>
			'Not possible yet. There are no units. Import the table of units first (编码, 名称, 层级).'
	},
	problems: {
		no_name: () => 'No name.',
		bad_phone: (p) => `The phone “${p.text}” is not a number of 11 digits.`,
		no_phone: () => 'No phone.',
		unknown_unit: (p) => (p.text ? `There is no “${p.text}”.` : 'No grid is given.'),
		ambiguous_unit: (p) => `“${p.text}” could be more than one unit; write its full name.`,
		unknown_role: (p) => (p.text ? `The role “${p.text}” is not known.` : 'No role is given.'),
		seat_does_not_fit: () => 'This role has no seat in a unit of this level.',
		not_yours: () => 'This seat is given from above.'
	},
	refusals: {
		seat_does_not_fit: (p) =>
			`Not done${p.row ? ` (row ${p.row})` : ''}. This role has no seat in a unit of this level. Choose another unit or role.`,
		unit_closed: (p) => `Not done. ${p.unit} is closed. Choose another unit.`,
		same_person: () =>
			'Not saved. Somebody of this name and phone is on the roster. Check the phone, or give that person the seat.',
		seat_held: (p) => `Not done. This person has this seat in ${p.unit} already; nothing to add.`,
		ends_before_it_begins: () =>
			'Not done. The last day is before the first. Mend the dates and send again.',
		ended_already: (p) => `Not done. This seat ended on ${p.to}; nothing more to do.`,
		last_admin: () =>
			'Not done. One county administrator must remain. Add the next one first, then end this seat.'
	}
};

export default en;
