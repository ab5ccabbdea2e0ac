import { holds, isSelf, leads, SECRETARIES, type Actor } from '#lib/kernel/actor.ts';
import { refused, type Refused } from '#lib/kernel/outcome.ts';
import { DAY, dayOf, type Day } from '#lib/kernel/time.ts';
import { addMinutes, noMinutes } from '#lib/hours/rules.ts';
import type { Grade } from '#lib/hours/schema.ts';
import type { CertificateState, CheckAnswer, Served } from './schema.ts';

/** [CE-3] How long the members can see it before it is issued. */
export const NOTICE = 7 * DAY;
/** [CE-5] Lines of activities on one sheet. */
export const MOST_ACTIVITIES = 12;

export interface Facts {
	readonly person: string;
	readonly unit: string;
	readonly askedBy: string;
}

/** [CE-4] The secretary issues what a person asked for; what a leader asked for, a leader. */
export const mayIssue = (actor: Actor, { person, unit, askedBy }: Facts): boolean =>
	askedBy === person ? holds(actor, SECRETARIES, unit) : leads(actor, unit);

export interface Standing {
	readonly issuedAt: number | null;
	readonly droppedAt: number | null;
	readonly revokedAt: number | null;
}

export function stateOf({ issuedAt, droppedAt, revokedAt }: Standing): CertificateState {
	if (revokedAt !== null) return 'void';
	if (issuedAt !== null) return 'issued';
	return droppedAt !== null ? 'dropped' : 'asked';
}

/** [CE-2] Whether a certificate of this period can be asked for. */
export function decideAsk(
	{ to }: { readonly to: Day },
	{ minutes, open }: { readonly minutes: number; readonly open: boolean },
	now: number
): Refused<'period' | 'no_hours' | 'open'> | null {
	if (to > dayOf(now)) return refused('period');
	if (open) return refused('open');
	return minutes < 1 ? refused('no_hours') : null;
}

/** [CE-3] [CE-4] Whether this person may issue it now. */
export function decideIssue(
	actor: Actor,
	certificate: Facts & Standing & { readonly noticeUntil: number },
	minutes: number,
	now: number
): Refused<'own' | 'decided' | 'on_notice' | 'no_hours'> | null {
	if (stateOf(certificate) !== 'asked') return refused('decided');
	if (isSelf(actor, certificate.person)) return refused('own');
	if (now < certificate.noticeUntil) {
		return refused('on_notice', { until: certificate.noticeUntil });
	}
	return minutes < 1 ? refused('no_hours') : null;
}

export interface Entry {
	readonly title: string;
	readonly day: Day;
	readonly minutes: number;
	readonly grade: Grade;
}

/** [CE-5] Adds up what was served, by grade and by what was done. */
export function addUp(entries: readonly Entry[]): Served {
	const byGrade = noMinutes();
	const found = new Map<string, { days: Set<Day>; minutes: number }>();
	for (const { title, day, minutes, grade } of entries) {
		addMinutes(byGrade, grade, minutes);
		const activity = found.get(title) ?? { days: new Set(), minutes: 0 };
		activity.days.add(day);
		activity.minutes += minutes;
		found.set(title, activity);
	}
	const all = [...found]
		.map(([title, { days, minutes }]) => ({ title, days: days.size, minutes }))
		.sort((a, b) => b.minutes - a.minutes || (a.title < b.title ? -1 : 1));
	const rest = all.slice(MOST_ACTIVITIES);
	const sum = (list: readonly { minutes: number }[]) => list.reduce((n, a) => n + a.minutes, 0);
	return {
		minutes: sum(all),
		byGrade,
		activities: all.slice(0, MOST_ACTIVITIES),
		rest: { count: rest.length, minutes: sum(rest) }
	};
}

/** Crockford's alphabet: without I, L, O and U nothing reads like something else. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Five random bytes: 40 bits that nobody outside can guess from the numbers before. */
export const CHECK_BYTES = 5;

/** [CE-6] `330922100001-2026-00012-7K3MQ9TX`: unit, year, running number, random check part. */
export function numberOf(unit: string, year: string, running: number, random: Uint8Array): string {
	let bits = 0n;
	for (const byte of random.slice(0, CHECK_BYTES)) bits = (bits << 8n) | BigInt(byte);
	const check = Array.from(
		{ length: (CHECK_BYTES * 8) / 5 },
		(_, i) => ALPHABET[Number((bits >> BigInt(5 * i)) & 31n)]
	).join('');
	return `${unit}-${year}-${String(running).padStart(5, '0')}-${check}`;
}

/** [CE-7] A number as somebody typed it from paper, as it was printed; null when it is none. */
export function readNumber(typed: string): string | null {
	const [unit = '', year = '', running = '', ...rest] = typed
		.normalize('NFKC')
		.toUpperCase()
		.replace(/[\s_]/g, '')
		.replace(/[‐-―−]/g, '-')
		.split('-');
	const check = rest.join('').replace(/O/g, '0').replace(/[IL]/g, '1');
	const number = `${unit}-${year}-${running}-${check}`;
	return /^\d{6,17}-\d{4}-\d{5,7}-[0-9A-HJKMNP-TV-Z]{8}$/.test(number) ? number : null;
}

/** [CE-7] The whole of what a number answers to those outside. */
export function answerFor(
	number: string,
	found:
		(Standing & { readonly from: Day; readonly to: Day; readonly minutes: number | null }) | null
): CheckAnswer {
	if (!found || found.issuedAt === null) {
		return { number, status: 'unknown', from: null, to: null, minutes: null, voidSince: null };
	}
	return {
		number,
		status: found.revokedAt === null ? 'valid' : 'void',
		from: found.from,
		to: found.to,
		minutes: found.minutes,
		voidSince: found.revokedAt === null ? null : dayOf(found.revokedAt)
	};
}
