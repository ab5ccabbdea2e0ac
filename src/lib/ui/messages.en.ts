import type zh from './messages.zh.ts';

const en: typeof zh = {
	appName: 'Geli',
	nav: { today: 'Today', posts: 'Posts', talk: 'Talk', me: 'Me' },
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
