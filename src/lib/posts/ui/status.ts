import type { ShiftStatus } from '../rules.ts';
import type zh from '../messages.zh.ts';

/** What is said of a shift, in the words of the page. */
export function statusWords(t: (typeof zh)['status'], status: ShiftStatus): string {
	if (status.is === 'free') return t.free(status.left);
	if (status.is === 'full') return t.full(status.waiting);
	if (status.is === 'waiting') return t.waiting(status.number);
	return t[status.is];
}
