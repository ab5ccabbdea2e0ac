import type { IconName } from './icons.ts';

/** What a colour says. `gold` is for honors only; `none` is a remark without a judgement. */
export type Tone = 'ok' | 'wait' | 'stop' | 'info' | 'gold' | 'none';

export const TONE_ICONS: Record<Tone, IconName> = {
	ok: 'circle-check',
	wait: 'clock',
	stop: 'circle-x',
	info: 'info',
	gold: 'award',
	none: 'ellipsis'
};
