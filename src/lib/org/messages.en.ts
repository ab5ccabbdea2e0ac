import type zh from './messages.zh.ts';

const en: typeof zh = {
	levels: {
		county: 'County',
		town: 'Town',
		community: 'Community',
		grid: 'Grid',
		micro_grid: 'Micro-grid'
	},
	kinds: { land: 'Land', fishing: 'Fishing', farming: 'Sea farming', transport: 'Transport' }
};

export default en;
