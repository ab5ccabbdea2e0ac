import { dayOf } from '#lib/kernel/time.ts';
import type { RowField, RowProblemCode } from './schema.ts';
import type zh from './messages.zh.ts';

const fields: Record<RowField, string> = {
	title: 'What',
	quantity: 'How many',
	measure: 'Measure',
	place: 'Place',
	until: 'By which day',
	contact: 'Whom to ask',
	note: 'Note'
};

const problems: Record<RowProblemCode, string> = {
	missing: 'is missing',
	not_a_number: 'must be a number above 0',
	not_a_day: 'is not a day',
	past: 'is in the past',
	too_long: 'is too long',
	phone: 'has a phone number. Many people read a list: write the role, such as grid leader'
};

const isField = (name: unknown): name is RowField => typeof name === 'string' && name in fields;
const isProblem = (code: unknown): code is RowProblemCode =>
	typeof code === 'string' && code in problems;

const en: typeof zh = {
	name: 'Lists',
	mine: 'My lists',
	kinds: { demand: 'Demands', resource: 'Resources', project: 'Projects' },
	kindHints: {
		demand: 'What people need',
		resource: 'What people can give',
		project: 'What has been agreed on'
	},
	open: 'Open a list',
	fieldsOpen: { kind: 'Which kind', unit: 'Which unit', title: 'Name' },
	defaultTitle: (unit, kind) => `${unit} · ${kind}`,
	submitOpen: 'Open the list',
	none: 'No list yet',
	noneHint: 'Open a list of demands first and ask people to write what they need.',
	closed: 'Ended',
	versionChip: (n) => `Version ${n}`,
	draftOnly: 'Draft',
	rowCount: (n) => (n === 1 ? '1 row' : `${n} rows`),
	draft: 'Draft',
	published: 'Published',
	notPublished: 'Not published yet',
	versions: 'Versions',
	version: (n, rows) => `Version ${n} · ${rows === 1 ? '1 row' : `${rows} rows`}`,
	versionBy: (by, when) => `${by} · ${when}`,
	hash: 'Check sum',
	fields,
	hints: {
		title: 'Such as: wheelchairs',
		measure: 'pieces, people, hours',
		contact: 'A role, not a phone number',
		note: 'Anything else'
	},
	row: (n) => `Row ${n}`,
	add: 'Add a row',
	remove: 'Remove',
	removed: (title) => `Removed ${title || 'a row'}`,
	undo: 'Undo',
	redo: 'Redo',
	removedRows: (n) => `Removed: ${n}`,
	putBack: 'Put back',
	up: 'Move up',
	down: 'Move down',
	number: 'Number',
	more: 'Actions',
	untitled: 'Nothing written yet',
	dueBy: (day) => `by ${day}`,
	paste: 'Paste from a spreadsheet',
	pasteText:
		'Select the cells in your spreadsheet, copy them and paste them here. Columns in this order:',
	separator: ', ',
	pasteLabel: 'Cells',
	pasteDo: (n) => (n === 1 ? 'Add 1 row' : `Add ${n} rows`),
	pasteNone: 'No row to add in it',
	pasteTooMany: (max) => `A list has at most ${max} rows`,
	empty: 'Nothing yet. Add the first row; several people can fill it at once.',
	notLoaded: 'The list did not open. Check the network and reload.',
	write: 'Fill in the list',
	serverDraft: 'This is the draft of the last time you were online; it cannot be changed here',
	readOnlyWhy: 'You can read, not write. People of this unit can fill it in.',
	editing: (name) => `${name} is here`,
	problems,
	alike: (of) => `Same as row ${of}`,
	problemCount: (n) => (n === 1 ? '1 thing to mend' : `${n} things to mend`),
	publish: 'Publish the list',
	publishTitle: 'Publish the list',
	publishText: (n) =>
		`${n === 1 ? '1 row becomes' : `${n} rows become`} a new version that cannot be changed. The draft goes on.`,
	publishAlike: (n) =>
		`${n === 1 ? '1 row repeats' : `${n} rows repeat`} an earlier one. Do you want them apart?`,
	allowAlike: 'Yes, keep them apart',
	note: 'Note (optional)',
	confirmPublish: 'Publish',
	publishOffline: 'There is no network now. Publish when you are online.',
	publishUnsent: 'Some of it has not reached the server yet. Wait for it first.',
	publishedAs: (n) => `Version ${n} is published`,
	cancel: 'Look again',
	close: 'End this list',
	closeText: 'The draft can no longer be changed; its versions stay readable.',
	confirmClose: 'End it',
	closedOn: (when) => `Ended ${when}`,
	commands: {
		openList: 'Open a list'
	},
	refusals: {
		already_open: (p) =>
			`Not opened. There is already such a list here: “${p.title}”. Write in that one.`,
		closed: (p) =>
			`Not done. This list ended${typeof p.at === 'number' ? ` on ${dayOf(p.at)}` : ''}. You can open another.`,
		empty: () => 'Not published. The list is empty. Fill in at least one row.',
		changed: () =>
			'Not published. Somebody changed the list after you read it. Read it again, then publish.',
		row_wrong: (p) => {
			const field = isField(p.field) ? fields[p.field] : '';
			const why = isProblem(p.code) ? problems[p.code] : '';
			return `Not published. “${field}” of row ${p.row} ${why}. Mend the ${p.count} marked in red, then publish.`;
		},
		rows_alike: (p) =>
			`Not published. Rows ${p.row} and ${p.of} say the same. Make them one, or choose to keep them apart.`,
		same: (p) => `Not published. It is the same as version ${p.n}. Change something first.`,
		too_many: (p) => `Not published. A list has at most ${p.max} rows. Make two of it.`
	}
};

export default en;
