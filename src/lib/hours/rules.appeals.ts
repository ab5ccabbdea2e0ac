import type { Actor } from '#lib/kernel/actor.ts';
import { refused, type Refused } from '#lib/kernel/outcome.ts';
import { APPEAL_WITHIN, LATE_NOTICE, whyBarred } from './rules.ts';
import type { EntryState, Grade } from './schema.ts';

/** Who said no to an entry, and when: it was rejected, or taken back. */
export interface Verdict {
	readonly by: string;
	readonly at: number;
}

/** [HO-13] Until when the group can see an entry before it counts; null for those that need not. */
export function noticeUntil(
	entry: { readonly grade: Grade; readonly at: number; readonly reverses: string | null },
	now: number
): number | null {
	const until = entry.at + LATE_NOTICE;
	return entry.grade === 'C' && entry.reverses === null && until > now ? until : null;
}

/** [HO-14] Until when the person may object to what became of an entry; null when there is no way. */
export function appealUntil(
	entry: { readonly person: string; readonly state: EntryState },
	verdict: Verdict | null
): number | null {
	if (entry.state !== 'rejected' && entry.state !== 'reversed') return null;
	return verdict && verdict.by !== entry.person ? verdict.at + APPEAL_WITHIN : null;
}

/** [HO-14] Whether the person may object now. */
export function decideAppeal(
	entry: { readonly person: string; readonly state: EntryState },
	verdict: Verdict | null,
	appealed: boolean,
	now: number
): Refused<'not_decided' | 'appealed' | 'appeal_late'> | null {
	const until = appealUntil(entry, verdict);
	if (until === null) return refused('not_decided');
	if (appealed) return refused('appealed');
	return now > until ? refused('appeal_late', { until }) : null;
}

/** [HO-14] Why somebody may not answer: the hours are theirs, they entered them, or they said no. */
export function whyNoAnswer(
	actor: Actor,
	entry: { readonly person: string; readonly by: string },
	decider: string
): 'own' | 'entered' | 'decider' | null {
	return whyBarred(actor, entry) ?? (actor.id === decider ? 'decider' : null);
}
