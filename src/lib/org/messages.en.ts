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
	refusals: {
		wrong_code: (p) =>
			`Not imported. Code, level and parent of ${p.name} (${p.code}) do not fit together. Mend the file and import it again.`,
		unknown_parent: (p) =>
			`Not imported. The parent of ${p.name} (${p.parent}) is neither in the file nor in the tree. Add it first, then import again.`
	}
};

export default en;
