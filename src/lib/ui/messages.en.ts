import type zh from './messages.zh.ts';

const en: typeof zh = {
	appName: 'Geli',
	front: {
		tagline: 'What the grid has to do, settled together',
		description:
			'Geli is the app of a neighbourhood grid: claim posts, meet and write minutes, log service hours, publish the red list.',
		does: [
			{
				what: 'Claim a post',
				how: 'See which shifts near you need people and take one that suits you. It works without network too.'
			},
			{
				what: 'Talk it over',
				how: 'Meet, write the minutes together, and settle who does what by when.'
			},
			{
				what: 'Hours and the red list',
				how: 'Another person confirms your hours. The red list says how it was worked out.'
			}
		],
		signIn: 'Sign in',
		invited: 'First time here? Open the invitation your grid leader sent you, or scan the code.',
		honors: 'See the red list',
		otherLanguage: '中文'
	},
	nav: {
		label: 'Main pages',
		today: 'Today',
		posts: 'Posts',
		talk: 'Talk',
		me: 'Me',
		units: 'Grids',
		roster: 'Roster',
		honors: 'Red list'
	},
	skip: 'Skip to content',
	back: 'Back',
	close: 'Close',
	optional: 'optional',
	waiting: 'Loading',
	attention: (count) => (count === 1 ? '1 thing needs you' : `${count} things need you`),
	pending: (ago) => `Not confirmed yet · ${ago}`,
	errors: {
		notFound: {
			title: 'No such page',
			text: 'It may have been taken down, or you have no right to see it now. Go back to Today, or ask your grid leader.'
		},
		failed: {
			title: 'This page did not open',
			text: 'The fault is ours and has been noted. What you have not sent yet is still on this device. Try again in a while.'
		},
		offline: {
			title: 'No network right now',
			text: 'This page has not been opened on this device before, so it needs the network. Pages you have seen open offline too.'
		},
		forbidden: {
			title: 'Please sign in first',
			text: 'This page is for people who are signed in.'
		},
		home: 'Back to Today',
		again: 'Try again',
		signIn: 'Sign in'
	},
	refusals: {
		invalid_input: (p) =>
			`Not sent. Something is filled in wrongly${p.field ? ` (${p.field})` : ''}. Please mend it and send again.`,
		not_available: () =>
			'Not done. It does not exist, or you have no right to it now. Go back, or ask your grid leader.',
		id_reused: () => 'Not done. This number was used before. Reload and try once more.',
		parent_refused: () => 'Not done. The step before it was refused. Please see to that one first.',
		unknown: () => 'Not done. Please try again later, or ask your grid leader.'
	}
};

export default en;
