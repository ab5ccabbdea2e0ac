import type { IconName } from '#lib/ui/icons.ts';
import type { Tone } from '#lib/ui/tones.ts';
import type { BoardState } from '../schema.ts';

/** How the state of a board looks; its word is in the messages. */
export const STATE_LOOK: Readonly<Record<BoardState, { tone: Tone; icon: IconName }>> = {
	draft: { tone: 'wait', icon: 'clock' },
	returned: { tone: 'stop', icon: 'undo-2' },
	checked: { tone: 'info', icon: 'circle-check' },
	published: { tone: 'gold', icon: 'award' },
	expired: { tone: 'none', icon: 'clock' },
	withdrawn: { tone: 'none', icon: 'circle-x' }
};
