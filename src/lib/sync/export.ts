import type { Outbox } from './outbox.svelte.ts';

/** Everything that has not been done, for a file: readable, and enough to hand in elsewhere. */
export function exportOutbox({ entries }: Outbox, now: number): Blob {
	const commands = entries.map(({ id, name, lane, input, subject, after, claimedAt, outcome }) => ({
		id,
		name,
		lane,
		input,
		subject,
		after,
		claimedAt,
		outcome
	}));
	const file = { app: 'geli', version: 1, exportedAt: now, commands };
	return new Blob([JSON.stringify(file, null, '\t')], { type: 'application/json' });
}
