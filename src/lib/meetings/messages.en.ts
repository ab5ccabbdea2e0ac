import { clockOf, dayOf } from '#lib/kernel/time.ts';
import type zh from './messages.zh.ts';

const moment = (at: unknown) => (typeof at === 'number' ? `${dayOf(at)} ${clockOf(at)}` : '');

const en: typeof zh = {
	name: 'Meetings',
	mine: 'My meetings',
	open: 'Open a meeting',
	openTitle: 'Open a meeting',
	kinds: {
		grid_talk: 'Grid talk',
		party_group: 'Party-group meeting',
		deliberation: 'Deliberation'
	},
	kindHints: {
		grid_talk: 'Everybody of the grid, about one concrete matter',
		party_group: 'The members of the grid’s party group',
		deliberation: 'The people of this unit and those who run the grids below'
	},
	fields: {
		kind: 'What kind of meeting',
		unit: 'Which unit',
		title: 'About what',
		titleHint: 'One sentence, such as: What to do about things on the stairs',
		place: 'Place',
		day: 'Day',
		time: 'Time',
		topics: 'Topics',
		topicsHint: 'One a line. Everybody sees them before the meeting'
	},
	submitOpen: 'Open and invite',
	edit: 'Change time or place',
	save: 'Save',
	saved: 'Saved',
	opened: (n) => `${n} people invited`,
	upcoming: 'Next',
	recent: 'Held',
	none: 'No meeting soon',
	noneHint: 'When the grid has something to talk about, its leader can open a meeting.',
	frozenShort: 'Final',
	invited: 'You are invited',
	quorum: {
		line: (due, present) => `${due} due, ${present} present`,
		due: (due) => `${due} due`,
		needed: (needed) => `A vote needs ${needed} present`,
		vote: 'Can vote',
		talk: 'Talk',
		talkWhy: (needed) =>
			`A vote needs ${needed} present. Until then this is a talk and resolutions in the text are opinions`,
		observers: (n) => `${n} observing`
	},
	attendance: {
		title: 'Attendance',
		call: 'Take attendance',
		all: (n) => `All ${n}`,
		present: 'Present',
		absent: 'Absent',
		observer: 'Observing',
		unknown: 'Not said',
		reason: 'Why absent',
		withReason: (name, reason) => `${name} (${reason})`,
		self: 'Signed in',
		signIn: 'I am here',
		signedIn: 'You have signed in',
		signedInObserver: 'You are on the list of observers',
		opensAt: (clock) => `Sign in from ${clock}`,
		waiting: 'Sign-in waiting',
		mark: (name) => `Attendance of ${name}`,
		observerHint: 'Somebody not on the list has come? They sign in on their own phone'
	},
	topics: 'Topics',
	minutes: {
		title: 'Minutes',
		open: 'Write minutes',
		label: (title) => `Minutes of ${title}`,
		empty: 'Nothing yet. Open it and write; several people can write at once.',
		notLoaded: 'The minutes did not open. Check the network and reload.',
		draft: 'Text on the server',
		newer:
			'A newer app wrote something here that this one does not know. Update first, then write.',
		leftOver:
			'You wrote this without network; when it arrived the minutes were final, so it is not in them. Give it to the convener for an amendment.',
		draftNote: 'This is the text of the last time you were online; it cannot be changed here',
		readOnlyWhy: 'You can read, not write. Those who take part and the leaders can write.',
		freeze: 'Make final',
		freezeTitle: 'Make the minutes final',
		freezeText: 'After this the text can only be amended. Please read it through first.',
		freezeVote: (due, present) => `${due} due, ${present} present: a vote counts.`,
		freezeTalk: (due, present, needed) =>
			`${due} due, ${present} present, fewer than ${needed}. It becomes a talk and resolutions in the text are opinions.`,
		freezeOffline: 'There is no network now. Make it final when you are online.',
		freezeUnsent: 'Some text has not reached the server yet. Wait for it first.',
		confirmFreeze: 'I have read it: make final',
		cancel: 'Look again',
		frozen: (by, when) => `Made final by ${by}, ${when}`,
		hash: 'Check sum',
		hashHint: 'SHA-256 of the whole text. A copy that matches it has not been changed.',
		download: 'Download the text',
		amendments: 'Amendments',
		amend: 'Add an amendment',
		amendLabel: 'Amendment',
		amendHint: 'Say what is wrong and how it should read',
		amended: (by, when) => `${by} · ${when}`
	},
	history: {
		title: 'History',
		sessions: 'Who wrote when',
		older: (n) => `${n} older ones are not listed`,
		none: 'Nobody has written yet',
		noneHint: 'Once there are minutes, here is who wrote what, and every earlier text.',
		frozen: (by, when) => `Made final by ${by}, ${when}`,
		now: 'Who wrote the text as it is now',
		wrote: (names) => `by ${names.join(', ')}`,
		share: (name, letters) => `${name} (${letters})`,
		compareTitle: 'Compare two versions',
		from: 'From',
		to: 'To',
		compare: 'Compare',
		blank: 'before anything was written',
		before: 'before this session',
		version: (when, names) => `${when}, after ${names.join(', ')}`,
		changes: 'What changed',
		between: (from, to) => `From ${from} to ${to}`,
		nothing: 'These two versions are the same.',
		kinds: { added: 'New', removed: 'Gone', changed: 'Changed' },
		skipped: (n) => `… ${n} paragraphs are the same`,
		restore: (when) => `Bring back the text of ${when}`,
		ask: (when) =>
			`Bring back the text of ${when}? Everybody sees the change. The text of now stays in the history, and you can undo it.`,
		notReady: 'This needs the server: wait until everything is saved.',
		confirm: 'Bring it back',
		leave: 'Leave it',
		restored: (when) => `The text of ${when} is back`,
		undo: 'Undo this'
	},
	tools: {
		label: 'Format',
		topic: 'Topic',
		statement: 'Statement',
		resolution: 'Resolution',
		action: 'Action',
		heading: 'Heading',
		bullet: 'List',
		ordered: 'Numbers',
		strong: 'Bold',
		undo: 'Undo',
		redo: 'Redo',
		plain: 'Text'
	},
	blocks: {
		speaker: 'Who said it',
		pickSpeaker: 'Choose the speaker',
		moreNames: (n) => `and ${n} more: type a letter to find them`,
		speakerName: 'Name',
		owner: 'Who does it',
		due: 'By which day',
		pickOwner: 'Choose owner and day',
		noOwner: 'No owner yet',
		noDue: 'No day yet',
		dueBy: (day) => `by ${day}`,
		done: 'Done'
	},
	record: {
		time: 'Time',
		place: 'Place',
		convener: 'Convener',
		due: 'Due',
		present: 'Present',
		absent: 'Absent',
		observers: 'Observing',
		standing: { vote: 'can vote', talk: 'too few for a vote: a talk' },
		none: 'none',
		listSeparator: ', ',
		colon: ': ',
		topic: (n) => `Topic ${n}`,
		resolution: 'Resolution',
		action: 'Action',
		by: (owner, due) =>
			owner || due ? ` (${[owner, due && `by ${due}`].filter(Boolean).join(', ')})` : ''
	},
	paper: {
		title: 'Minutes',
		draft: 'DRAFT',
		draftLine: (when) => `Draft, not final. Made ${when}`,
		finalLine: (by, when) => `Made final by ${by}, ${when}`,
		host: 'Chair',
		recorders: 'Written by',
		many: (names, n) => `${names} and others, ${n} in all`,
		people: (n) => `${n}`,
		counted: (people, standing) => `${people} (${standing})`,
		topics: 'Topics',
		statements: 'What was said',
		resolutions: { vote: 'Resolution', talk: 'Opinion (too few for a vote)' },
		actions: 'Action items',
		owner: 'Owner',
		due: 'By',
		unset: 'not set',
		attendance: 'Attendance',
		name: 'Name',
		place: 'Due or observing',
		status: 'Came',
		invited: 'Due',
		unsaid: 'not recorded',
		amendments: 'Amendments',
		hash: 'SHA-256',
		page: ['Page ', ' of ', ''],
		day: (year, month, day) => `${year}-${month}-${day}`
	},
	files: {
		title: 'Download the minutes',
		docx: 'Word document',
		html: 'Web page, for printing',
		txt: 'Plain text',
		draft: 'Not final yet: the file says so.',
		offline: 'This needs the network.'
	},
	commands: {
		openMeeting: 'Open a meeting',
		editMeeting: 'Change a meeting',
		takeAttendance: 'Take attendance',
		signIn: 'Sign in to a meeting'
	},
	refusals: {
		wrong_unit: () =>
			'Not opened. Grid talks and party-group meetings are held in a grid. Choose a grid, or open a deliberation.',
		bad_time: () =>
			'Not saved. The time must lie between 30 days ago and a year from now. Please mend the day.',
		nobody: () => 'Not opened. This unit has nobody to invite now. Add people to its roster first.',
		frozen: (p) =>
			`Not changed. The minutes were made final on ${moment(p.at)}, attendance included. Ask the convener for an amendment.`,
		not_invited: (p) =>
			p.due
				? `Not marked. ${p.name} was invited and can only be present or absent.`
				: `Not marked. ${p.name} was not invited and can only be an observer.`,
		no_seat: () => 'Not marked. This person is not of your unit. Please check the list.',
		too_early: (p) => `Too early. Sign-in starts at ${moment(p.opensAt)}; tap again then.`,
		empty: () => 'Not made final. The minutes are empty. Write down what was said first.',
		changed: () =>
			'Not made final. Somebody changed the text after you read it. Read the new text, then try again.',
		not_begun: (p) => `Not made final. The meeting starts at ${moment(p.startsAt)}. Hold it first.`,
		not_frozen: () => 'Not amended. The minutes are not final yet: change the text itself.'
	}
};

export default en;
