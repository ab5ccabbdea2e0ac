import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, startOfDay } from '#lib/kernel/time.ts';
import {
	agreedOnly,
	checkRefusal,
	consentNow,
	covers,
	nameShown,
	periodOf,
	publicCount,
	publishRefusal,
	rank,
	SHOWN_FOR,
	stateOf,
	type Consent,
	type ConsentEntry
} from './rules.ts';
import type { Candidate, Rule, Subject } from './schema.ts';

const RULE: Rule = { minMinutes: 60, places: 10, minSample: 1 };
const who = (
	subject: string,
	minutesA: number,
	minutesB = 0,
	entries = 2,
	sample = entries
): Candidate => ({ subject, minutesA, minutesB, entries, sample });

const ranks = (candidates: readonly Candidate[], rule = RULE, subject: Subject = 'volunteer') =>
	rank(candidates, rule, subject).map((r) => [r.subject, r.rank]);

const someCandidate = (subject: string) =>
	fc.record({
		subject: fc.constant(subject),
		minutesA: fc.integer({ min: 0, max: 600 }),
		minutesB: fc.integer({ min: 0, max: 600 }),
		entries: fc.integer({ min: 0, max: 12 }),
		sample: fc.integer({ min: 0, max: 12 })
	});
const someCandidates = fc
	.integer({ min: 0, max: 12 })
	.chain((n) => fc.tuple(...Array.from({ length: n }, (_, i) => someCandidate(`s${i}`))));
const someRule = fc.record({
	minMinutes: fc.integer({ min: 0, max: 400 }),
	places: fc.integer({ min: 1, max: 12 }),
	minSample: fc.integer({ min: 1, max: 8 })
});
const someSubject = fc.constantFrom<Subject>('unit', 'volunteer');

describe('the order', () => {
	it('[HN-3] volunteers stand by confirmed minutes, A and B alike', () => {
		expect(ranks([who('a', 100, 50), who('b', 300), who('c', 0, 200)])).toEqual([
			['b', 1],
			['c', 2],
			['a', 3]
		]);
	});

	it('[HN-3] equals share a rank and the next one is left out', () => {
		expect(ranks([who('a', 200), who('b', 300), who('c', 100, 100), who('d', 60)])).toEqual([
			['b', 1],
			['a', 2],
			['c', 2],
			['d', 4]
		]);
	});

	it('[HN-3] units stand by minutes per person on the roster, not by size', () => {
		// 600/20 = 30 a person, 400/10 = 40 a person, 800/20 = 40 a person.
		const units = [
			who('large', 600, 0, 9, 20),
			who('small', 400, 0, 5, 10),
			who('busy', 800, 0, 9, 20)
		];
		expect(ranks(units, RULE, 'unit')).toEqual([
			['busy', 1],
			['small', 1],
			['large', 3]
		]);
	});

	it('[HN-4] less than the stated minutes or sample has no rank', () => {
		const rule = { ...RULE, minMinutes: 120, minSample: 2 };
		expect(ranks([who('a', 119), who('b', 120), who('c', 500, 0, 1)], rule)).toEqual([['b', 1]]);
	});

	it('[HN-4] a unit with fewer than 5 people has no rank, whatever the rule says', () => {
		const units = [who('four', 900, 0, 9, 4), who('five', 100, 0, 2, 5)];
		expect(ranks(units, RULE, 'unit')).toEqual([['five', 1]]);
	});

	it('[HN-4] nobody is listed for nothing, also when the rule asks for no minutes', () => {
		expect(ranks([who('a', 0)], { ...RULE, minMinutes: 0 })).toEqual([]);
	});

	it('[HN-5] ranks up to the number of places; all who share the last one are in', () => {
		const rule = { ...RULE, places: 2 };
		const people = [who('a', 300), who('b', 200), who('c', 200), who('d', 100)];
		expect(ranks(people, rule)).toEqual([
			['a', 1],
			['b', 2],
			['c', 2]
		]);
		expect(ranks([who('a', 300), who('b', 300), who('c', 200)], rule).map(([s]) => s)).toEqual([
			'a',
			'b'
		]);
	});

	it('[HN-6] known answer: a month of six people', () => {
		const result = rank(
			[
				who('林', 420, 60, 4),
				who('史', 300, 180, 4),
				who('王', 360, 0, 3),
				who('张', 0, 240, 2),
				who('汪', 150, 0, 2),
				who('沈', 600, 0, 1)
			],
			{ minMinutes: 180, places: 3, minSample: 2 },
			'volunteer'
		);
		expect(result.map((r) => [r.rank, r.subject, r.minutes, r.minutesA, r.minutesB])).toEqual([
			[1, '史', 480, 300, 180],
			[1, '林', 480, 420, 60],
			[3, '王', 360, 360, 0]
		]);
	});

	it('[HN-6] permuting the input never changes a ranking', () => {
		const both = someCandidates.chain((list) =>
			fc.tuple(
				fc.constant(list),
				fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length })
			)
		);
		fc.assert(
			fc.property(both, someRule, someSubject, ([list, shuffled], rule, subject) => {
				expect(rank(shuffled, rule, subject)).toEqual(rank(list, rule, subject));
			})
		);
	});

	it('[HN-6] one more confirmed hour never lowers a rank', () => {
		fc.assert(
			fc.property(
				someCandidates.filter((list) => list.length > 0),
				fc.nat(),
				fc.integer({ min: 1, max: 300 }),
				fc.boolean(),
				someRule,
				someSubject,
				(list, pick, more, gradeA, rule, subject) => {
					const at = pick % list.length;
					const grown = list.map((c, i) =>
						i !== at
							? c
							: {
									...c,
									minutesA: c.minutesA + (gradeA ? more : 0),
									minutesB: c.minutesB + (gradeA ? 0 : more),
									entries: c.entries + 1,
									sample: subject === 'volunteer' ? c.sample + 1 : c.sample
								}
					);
					const name = list[at]?.subject;
					const rankIn = (all: readonly Candidate[]) =>
						rank(all, rule, subject).find((r) => r.subject === name)?.rank ?? Infinity;
					expect(rankIn(grown)).toBeLessThanOrEqual(rankIn(list));
				}
			)
		);
	});

	it('[HN-6] a better record never stands behind a lesser one', () => {
		fc.assert(
			fc.property(someCandidates, someRule, (list, rule) => {
				const result = rank(list, rule, 'volunteer');
				for (const [i, next] of result.slice(1).entries()) {
					expect(next.minutes).toBeLessThanOrEqual(result[i]?.minutes ?? 0);
				}
			})
		);
	});
});

describe('consent', () => {
	const granted = (at: number, shownAs: 'full' | 'family' = 'full'): ConsentEntry => ({
		change: 'granted',
		shownAs,
		at
	});
	const withdrawn = (at: number): ConsentEntry => ({ change: 'withdrawn', shownAs: null, at });

	it('[HN-2] nobody has agreed who has not said so', () => {
		expect(consentNow([])).toBeNull();
		expect(covers(consentNow([]), 100)).toBe(false);
	});

	it('[HN-2] the newest word decides', () => {
		expect(consentNow([granted(1), withdrawn(2)])).toBeNull();
		expect(consentNow([granted(1), withdrawn(2), granted(3)])).toEqual({
			shownAs: 'full',
			since: 3
		});
	});

	it('[HN-2] agreeing again after a withdrawal does not bring an older board back', () => {
		const consent = consentNow([granted(1), withdrawn(5), granted(6)]);
		expect(covers(consent, 3)).toBe(false);
		expect(covers(consent, 6)).toBe(true);
	});

	it('[HN-2] another form of the name is not a break', () => {
		expect(consentNow([granted(1), granted(4, 'family')])).toEqual({ shownAs: 'family', since: 1 });
	});

	it('[HN-2] after any history a withdrawal leaves nothing', () => {
		const someLog = fc.array(
			fc.record({
				change: fc.constantFrom('granted' as const, 'withdrawn' as const),
				shownAs: fc.constant('full' as const),
				at: fc.nat()
			})
		);
		fc.assert(
			fc.property(someLog, fc.nat(), (log, at) => {
				expect(consentNow([...log, withdrawn(at)])).toBeNull();
			})
		);
	});

	it('[HN-2] whoever has not agreed never appears, and changes nothing for those who have', () => {
		const people = fc.array(
			fc.tuple(fc.integer({ min: 0, max: 600 }), fc.boolean(), fc.nat({ max: 20 })),
			{ maxLength: 10 }
		);
		fc.assert(
			fc.property(people, someRule, fc.nat({ max: 20 }), (list, rule, draftedAt) => {
				const all = list.map(([minutes], i) => who(`s${i}`, minutes));
				const consents = new Map<string, Consent>();
				list.forEach(([, given, since], i) => {
					if (given) consents.set(`s${i}`, { shownAs: 'full', since });
				});
				const shown = rank(agreedOnly(all, consents, draftedAt), rule, 'volunteer');
				for (const { subject } of shown) {
					expect(consents.get(subject)?.since).toBeLessThanOrEqual(draftedAt);
				}
				const onlyThey = all.filter((c) => (consents.get(c.subject)?.since ?? 99) <= draftedAt);
				expect(shown).toEqual(rank(onlyThey, rule, 'volunteer'));
			})
		);
	});

	it('[HN-12] the name is shown as it was agreed to', () => {
		expect(nameShown('林波玉', 'full')).toBe('林波玉');
		expect(nameShown('林波玉', 'family')).toBe('林**');
		expect(nameShown('欧阳娜', 'family')).toBe('欧阳**');
	});
});

describe('the life of a board', () => {
	const draft = { verdict: null, publishedAt: null, expiresAt: null, withdrawnAt: null };

	it('[HN-1] a month is counted to its end, or to now while it lasts', () => {
		const november = startOfDay('2026-11-01');
		const december = startOfDay('2026-12-01');
		expect(periodOf('2026-11', december + DAY)).toEqual({ from: november, to: december });
		expect(periodOf('2026-11', november + DAY)).toEqual({ from: november, to: november + DAY });
		expect(periodOf('2026-12', november)).toBeNull();
	});

	it('[HN-7] the drafter never checks, and nothing is checked twice', () => {
		expect(checkRefusal('draft', 'a', 'a')).toBe('own_draft');
		expect(checkRefusal('draft', 'a', 'b')).toBeNull();
		expect(checkRefusal('checked', 'a', 'b')).toBe('not_waiting');
		expect(checkRefusal('returned', 'a', 'b')).toBe('not_waiting');
	});

	it('[HN-7] only a checked board with somebody on it is published, and only one of its kind', () => {
		expect(publishRefusal('draft', 3, false)).toBe('not_checked');
		expect(publishRefusal('returned', 3, false)).toBe('not_checked');
		expect(publishRefusal('withdrawn', 3, false)).toBe('not_checked');
		expect(publishRefusal('expired', 3, false)).toBe('not_checked');
		expect(publishRefusal('checked', 0, false)).toBe('nobody');
		expect(publishRefusal('checked', 3, true)).toBe('already_published');
		expect(publishRefusal('published', 3, false)).toBe('already_published');
		expect(publishRefusal('checked', 3, false)).toBeNull();
	});

	it('[HN-8] 30 days after publication it is gone by itself, at once when taken down', () => {
		const out = { ...draft, verdict: 'approved' as const, publishedAt: 0, expiresAt: SHOWN_FOR };
		expect(stateOf(draft, 1)).toBe('draft');
		expect(stateOf({ ...draft, verdict: 'returned' }, 1)).toBe('returned');
		expect(stateOf({ ...draft, verdict: 'approved' }, 1)).toBe('checked');
		expect(stateOf(out, SHOWN_FOR - 1)).toBe('published');
		expect(stateOf(out, SHOWN_FOR)).toBe('expired');
		expect(stateOf({ ...out, withdrawnAt: 5 }, 6)).toBe('withdrawn');
	});

	it('[HN-11] fewer than ten people are not counted in public', () => {
		expect(publicCount(9)).toBeNull();
		expect(publicCount(10)).toBe(10);
	});
});
