import type zh from './messages.zh.ts';

const en: typeof zh = {
	me: {
		title: 'Me',
		noSeat: 'Not in a grid yet',
		records: 'My records',
		hours: 'Service hours',
		shifts: 'Shifts I claimed',
		outbox: 'To be sent',
		honors: 'Red lists',
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
