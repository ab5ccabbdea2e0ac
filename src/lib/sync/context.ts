import { getContext, setContext } from 'svelte';
import type { Sync } from './sync.svelte.ts';

const KEY = Symbol('sync');

/** For the layout of the signed-in pages; `get` is read anew each time. */
export const provideSync = (get: () => Sync): void => void setContext(KEY, get);

/** The person's connection, outbox and kept copies. Call it while a component is made. */
export function useSync(): Sync {
	const sync = findSync();
	if (!sync) throw new Error('useSync() needs the layout of the signed-in pages above it.');
	return sync;
}

/** Like `useSync`; `null` on pages without a person. */
export function findSync(): Sync | null {
	const get = getContext<(() => Sync) | undefined>(KEY);
	return get ? get() : null;
}
