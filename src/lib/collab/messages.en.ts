import type zh from './messages.zh.ts';

const en: typeof zh = {
	status: {
		connecting: 'Connecting',
		connected: 'Connected',
		offline: 'Offline: what you write is kept on this device',
		readonly: 'Read only',
		refused: 'Disconnected'
	},
	saved: 'Saved',
	unsaved: 'Not saved yet',
	reasons: {
		malformed:
			'This change was not taken: its format is wrong. Reload the page; your text is still on this device.',
		signed_out:
			'You are signed out; your text is still on this device. Sign in again and open this page.',
		not_available:
			'You cannot open this text now: it does not exist, or you no longer belong to its unit. Ask the grid leader.',
		read_only:
			'This text is final and can only be read; your last change was not stored. Ask the minute taker for an amendment.',
		foreign_author:
			'This change was not taken: it carries somebody else’s signature. Reload the page and write on; your text is still on this device.',
		gap: 'This change was not taken: the server lacks what came before it. Reload the page; your text is still on this device.',
		too_large: 'This text is too long to take more. Delete some of it, or start another.',
		not_allowed:
			'This change was not taken: it holds something that cannot be here. Undo it, or reload the page.',
		rights_changed: 'Your rights have just changed; opening again.',
		too_slow: 'The network is too slow; connecting again.',
		storage: 'The server cannot store now and is trying again; your text is still on this device.',
		too_fast: 'Sent too fast; it goes on by itself in a moment.',
		too_many: 'You have too many texts open; close some pages and it goes on by itself.',
		frame_too_large: 'What you pasted is too large and was not stored. Paste it in parts.',
		restart: 'The server is restarting and will be back in a moment.'
	},
	storage: {
		kept: 'Kept on this device',
		none: 'Not kept on this phone',
		full: 'This device is full: what you write offline would be lost. Free some space.',
		failed:
			'This device cannot keep it: what you write offline would be lost. Close this page and open it again.'
	},
	retry: 'Try again',
	with: (names: string) => `Also writing: ${names}`
};

export default en;
