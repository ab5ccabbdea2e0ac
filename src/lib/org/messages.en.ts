import type zh from './messages.zh.ts';

const en: typeof zh = {
	levels: {
		county: 'County',
		town: 'Town',
		community: 'Community',
		grid: 'Grid',
		micro_grid: 'Micro-grid'
	},
	kinds: { land: 'Land', fishing: 'Fishing', farming: 'Sea farming', transport: 'Transport' },
	tree: {
		title: 'Units',
		search: 'Find a unit',
		searchHint: 'Name or code',
		none: 'Nothing found. Try another word, or only a part of it.',
		more: (n) => `${n} more; type a little more.`,
		open: (name) => `Open ${name}`,
		close: (name) => `Close ${name}`,
		children: (n) => `${n} below`,
		households: (n) => `${n} households`,
		boats: (n) => `${n} boats`,
		closed: 'Closed',
		import: 'Import units',
		empty: 'No units yet',
		emptyHelp: 'Import the table of units first: code, name, level, parent, kind, households.'
	},
	page: {
		code: 'Code',
		level: 'Level',
		kind: 'Kind',
		size: 'Size',
		closedSince: (day) => `Closed since ${day}`,
		path: 'Above',
		children: 'Units below',
		noChildren: 'No units below.',
		qr: 'QR for the door sign',
		qrLabel: (name) => `QR code of ${name}`,
		qrHelp: 'Print it for the door sign; a phone’s camera opens this page.'
	},
	findings: {
		title: 'Worth a look',
		help: 'These are hints; nothing is blocked by them.',
		none: 'All is as it should be.',
		bands: (n) => `${n} outside the household band`,
		leaderless: (n) => `${n} without a leader`,
		band: (households, low, high) => `${households} households; ${low}–${high} expected`,
		rest: (n) => `${n} more`
	},
	file: {
		faults: {
			bad_code: 'The code is wrong; it has 6, 9, 12, 15 or 17 digits',
			no_name: 'No name, or too long',
			unknown_level: 'The level is not known',
			unknown_kind: 'The kind is not known',
			bad_number: 'Households or boats is not a whole number',
			twice: 'The code stands further up already',
			wrong_level: 'Length of code and level do not fit',
			no_parent: 'No parent code',
			wrong_parent: 'Wrong parent; its code begins this code',
			unknown_parent: 'The parent is not in the file'
		},
		fields: {
			name: 'Name',
			parent: 'Parent',
			kind: 'Kind',
			households: 'Households',
			boats: 'Boats'
		}
	},
	refusals: {
		wrong_code: (p) =>
			`Not imported. Code, level and parent of ${p.name} (${p.code}) do not fit together. Mend the file and import it again.`,
		unknown_parent: (p) =>
			`Not imported. The parent of ${p.name} (${p.parent}) is neither in the file nor in the tree. Add it first, then import again.`
	}
};

export default en;
