import type { Actor } from '#lib/kernel/actor.ts';
import { defineCommand, typed } from '#lib/kernel/command.ts';
import { MarkReadInput } from './schema.ts';

/** Marks own notices as read; those of others are not touched, whatever is asked (NO-4). */
export const markRead = defineCommand({
	name: 'notifications.markRead',
	input: MarkReadInput,
	offline: 'queue',
	lane: 'notices',
	may: (actor: Actor) => actor.kind === 'person',
	done: typed<{ read: number }>(),
	refusals: []
});
