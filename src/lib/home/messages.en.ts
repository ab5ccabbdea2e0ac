import type zh from './messages.zh.ts';

const en: typeof zh = {
	today: {
		next: 'Next',
		then: 'After that',
		seeShift: 'See this shift',
		seeMeeting: 'See this meeting',
		forYou: 'Waiting for you',
		troubled: (count) =>
			count === 1 ? '1 thing did not go through' : `${count} things did not go through`,
		troubledHint: 'See why, then decide what to do',
		toConfirm: (count) =>
			count === 1 ? '1 entry of hours to confirm' : `${count} entries of hours to confirm`,
		toConfirmHint: 'Hours count only once they are confirmed',
		toCheck: (count) =>
			count === 1 ? '1 red list to check or publish' : `${count} red lists to check or publish`,
		toCheckHint: 'Look at the rule and the names first',
		desk: 'All that waits',
		news: (count) => (count === 1 ? '1 new notice' : `${count} new notices`),
		meetings: 'Meetings today and tomorrow',
		offers: 'You could also do',
		allPosts: 'All posts',
		quiet: 'Nothing planned for you today',
		quietOffers: 'These shifts still need people. Pick one that suits you.',
		quietNothing:
			'The shifts near you are full. If you have something in mind, tell your grid leader.',
		toPosts: 'See later shifts',
		elder: {
			mine: 'What I do today',
			nothing: 'Nothing planned. Have a good rest.',
			help: 'Where I can help',
			noHelp: 'Everything is taken care of. Thank you for asking.',
			call: 'Find the grid leader',
			enter: 'Elder mode',
			leave: 'Usual mode'
		}
	},
	talk: {
		title: 'Talk',
		upcoming: 'Meetings to come',
		recent: 'Meetings held',
		lists: 'Lists',
		earlier: (count) => `${count} earlier meetings`,
		closed: (count) => (count === 1 ? '1 closed list' : `${count} closed lists`),
		open: 'Call a meeting',
		newList: 'Start a list',
		today: 'Today',
		frozen: 'Minutes final',
		draft: 'Not published yet',
		version: (n, rows) => `Version ${n} · ${rows} rows`,
		noMeetings: 'No meetings soon',
		noMeetingsText: 'Something to talk over? Tell your grid leader and ask for a meeting.',
		noMeetingsLead:
			'Something to talk over? Choose a time and place and write down what it is about.',
		noLists: 'No lists yet',
		noListsText: 'What is needed and what there is: once it is listed, people can take it on.'
	},
	me: {
		thisMonth: 'Service this month',
		noHours: 'No confirmed hours yet',
		allUnits: 'Units at a glance',
		roster: 'Roster',
		pending: (hours) => `${hours} to be confirmed`,
		title: 'Me',
		noSeat: 'Not in a grid yet',
		records: 'My records',
		shifts: 'Shifts I claimed',
		notices: 'Notices',
		outbox: 'To be sent',
		honors: 'Red lists',
		certificates: 'Service certificates',
		consent: 'Consent to red lists',
		outboxNone: 'Nothing, all sent',
		outboxWaiting: (count) => `${count} waiting for the network`,
		outboxAttention: (count) => `${count} did not go through, please look`,
		units: 'My units',
		look: 'Display',
		elder: 'Elder mode',
		elderHint: 'Large letters and buttons, three things on the first page',
		theme: 'Colours',
		themes: { auto: 'As the phone', light: 'Light', dark: 'Dark' },
		language: 'Language',
		languages: { zh: '中文', en: 'English' },
		save: 'Save',
		device: 'This device',
		stored: 'Data on this device',
		own: 'Your own phone: data stays on it and can be read without network',
		shared: 'A shared phone: nothing stays on it after signing out',
		sessions: 'Where I am signed in',
		sessionsHint: 'End what you do not recognise',
		signOut: 'Sign out'
	}
};

export default en;
