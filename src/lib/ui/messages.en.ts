import type zh from './messages.zh.ts';

const en: typeof zh = {
	appName: 'Geli',
	front: {
		tagline: 'Neighbourhood matters, settled together',
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
		units: 'Units',
		desk: 'Desk',
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
	sync: {
		offline: (clock) =>
			clock
				? `Offline. Shown as of ${clock}. What you do is sent when you are online.`
				: 'Offline. What you do is sent when you are online.',
		update: {
			text: 'A new version is ready',
			unsent: 'A new version is ready. You have filled in something; send it first, then update.',
			accept: 'Update'
		},
		signedOut: {
			text: 'Your sign-in has ended. What was not sent is kept on this phone and goes on when the same person signs in.',
			action: 'Sign in'
		},
		notKept: 'This phone has no room left. Please keep the page open until everything is sent.',
		outbox: {
			title: 'To be sent',
			intro:
				'Kept on this phone and sent in order when you are online. Nothing counts before the answer.',
			empty: {
				title: 'Nothing waits to be sent',
				text: 'What you do without network is kept here first.'
			},
			waiting: 'Waiting',
			sending: 'Sending',
			attention: 'Needs you',
			someAction: 'An action',
			reasons: {
				failed:
					'The server tried several times without success. Try again, or export it and hand it to your grid leader.',
				unsupported:
					'This step needs a newer version of the app. It is sent by itself after the update.',
				too_large: 'It is too large for the server. Make it smaller and do it once more.',
				parent: 'The step before it did not succeed. See to that one first.'
			},
			retry: 'Try again',
			drop: 'Give up',
			read: 'Understood',
			dropAsk: 'If you give it up, it will not be sent.',
			keep: 'Keep it',
			export: 'Export to a file',
			sendNow: 'Send now'
		},
		signOut: {
			title: 'Sign out',
			text: 'Everything of yours on this phone is deleted when you sign out.',
			unsent: (n) =>
				`${n === 1 ? 'One action has' : `${n} actions have`} not been sent. Decide what happens to that first.`,
			send: 'Send first, then sign out',
			keep: 'Keep on this phone until I sign in again',
			drop: 'Give it up and sign out',
			confirm: 'Sign out',
			sending: 'Sending',
			notSent: 'It cannot be sent now. Keep it on this phone, or sign out later.'
		}
	},
	room: {
		connecting: 'Connecting',
		connected: 'Connected',
		sending: 'Sending',
		offline: 'Offline, kept on this device',
		offlineNotKept: 'Offline and not kept here: please do not close the page',
		readonly: 'Read-only',
		refused: 'Refused',
		unsent:
			'What you wrote without network did not reach the server; it is on this device only. Give it to your grid leader.',
		full: 'No room left on this device: do not close the page before you are online',
		returned: {
			why: 'This was not taken: when it arrived you could no longer write here. Copy it and give it to your grid leader.',
			copy: 'Copy',
			copied: 'Copied',
			dismiss: 'I do not need it',
			sure: 'Delete this text',
			keep: 'Keep it',
			title: 'Text that was not taken'
		},
		here: 'People here',
		others: (n) => `and ${n} more`,
		retry: 'Connect again',
		reasons: {
			malformed: 'The server did not understand this device. Reload; if it stays, update the app.',
			signed_out: 'Your sign-in has ended. Sign in again; what you wrote is still here.',
			not_available: 'It does not exist, or you have no right to it now. Ask your grid leader.',
			read_only:
				'You may not edit now. What you wrote stays on this device; you can send it to your grid leader.',
			foreign_author: 'This text carries somebody else’s name. Reload, then write.',
			gap: 'This device and the server do not fit together. Please reload.',
			too_large: 'It is too large for the server. Please remove some of it.',
			not_allowed: 'Something in it is not taken here. Reload, then write.',
			rights_changed: 'Rights have changed; connecting again.',
			too_slow: 'The network is too slow; connecting again.',
			storage: 'The server cannot store it now; trying again.',
			too_fast: 'Sent too fast; it connects again shortly.',
			too_many: 'Too many pages are open. Please close some.',
			frame_too_large: 'Too much was pasted at once. Paste it in parts.',
			restart: 'The server is restarting and will be back.'
		}
	},
	refusals: {
		invalid_input: (p) =>
			`Not sent. Something is filled in wrongly${p.field ? ` (${p.field})` : ''}. Please mend it and send again.`,
		not_available: () =>
			'Not done. It does not exist, or you have no right to it now. Go back, or ask your grid leader.',
		id_reused: () => 'Not done. This number was used before. Reload and try once more.',
		parent_refused: () => 'Not done. The step before it was refused. Please see to that one first.',
		needs_network: () =>
			'Not sent. This step needs the network. Tap again when you are online; what you filled in is still here.',
		signed_out: () =>
			'Not sent. Your sign-in has ended. Sign in again as the same person and tap once more.',
		try_later: () =>
			'Not sent. The server is busy. What you filled in is still here; please tap again in a while.',
		needs_new_app: () => 'Not sent. This step needs the new version. Update first, then tap again.',
		unknown: () => 'Not done. Please try again later, or ask your grid leader.'
	}
};

export default en;
