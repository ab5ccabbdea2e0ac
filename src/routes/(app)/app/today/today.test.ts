import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '#lib/kernel/time.ts';
import type { OpenShift, ShiftCard } from '#lib/posts/schema.ts';
import { arrange, type TodayFacts } from './today.ts';

/** Tuesday 2026-11-24, 9:00 in Shanghai. */
const NOW = Date.parse('2026-11-24T09:00:00+08:00');
const NOTHING: TodayFacts = { mine: [], presence: [], meetings: [], open: [] };

const shift = (id: string, startsAt: number, more: Partial<OpenShift> = {}): OpenShift => ({
	id,
	post: `post-${id}`,
	kind: 'volunteer_station',
	title: id,
	place: '',
	unit: '330922100001001',
	unitName: '',
	audience: '330922100001',
	startsAt,
	endsAt: startsAt + 2 * HOUR,
	capacity: 3,
	held: 1,
	waiting: 0,
	cancelledAt: null,
	mine: null,
	distance: 0,
	newToMe: false,
	fitsMe: false,
	...more
});
const own = (id: string, startsAt: number, more: Partial<ShiftCard> = {}) =>
	shift(id, startsAt, { mine: { place: 'held', claim: `claim-${id}` }, ...more });

describe('the next shift', () => {
	const phaseAt = (now: number, inAt: number | null = null) =>
		arrange(
			{
				...NOTHING,
				mine: [own('a', NOW + HOUR)],
				presence: inAt === null ? [] : [{ shift: 'a', inAt, outAt: null }]
			},
			now
		).next?.phase;

	it('asks for the check-in from half an hour before', () => {
		expect(phaseAt(NOW)).toBe('ahead');
		expect(phaseAt(NOW + 31 * MINUTE)).toBe('open');
		expect(phaseAt(NOW + 2 * HOUR)).toBe('open');
	});
	it('asks for the check-out once one is there, and for two hours after the end', () => {
		expect(phaseAt(NOW + 90 * MINUTE, NOW + HOUR)).toBe('in');
		expect(phaseAt(NOW + 4 * HOUR, NOW + HOUR)).toBe('late');
		expect(phaseAt(NOW + 6 * HOUR, NOW + HOUR)).toBeUndefined();
	});
	it('lets a shift go that nobody came to', () => {
		expect(phaseAt(NOW + 3 * HOUR + 1)).toBeUndefined();
	});
	it('is never a cancelled one, a place on the waitlist, or one that is done', () => {
		const mine = [
			own('cancelled', NOW, { cancelledAt: NOW }),
			own('waiting', NOW, { mine: { place: 'waiting', number: 1, claim: 'c' } }),
			own('done', NOW)
		];
		const presence = [{ shift: 'done', inAt: NOW, outAt: NOW + 1 }];
		expect(arrange({ ...NOTHING, mine, presence }, NOW).next).toBeNull();
	});
});

describe('what one could take', () => {
	const offers = (open: OpenShift[], mine: ShiftCard[] = []) =>
		arrange({ ...NOTHING, open, mine }, NOW).offers.map((offer) => offer.id);

	it('has room, lies ahead and is not one’s own already', () => {
		expect(
			offers([
				shift('full', NOW + HOUR, { held: 3 }),
				shift('over', NOW - HOUR),
				own('mine', NOW + HOUR) as OpenShift,
				shift('good', NOW + HOUR)
			])
		).toEqual(['good']);
	});
	it('does not clash with an own shift', () => {
		expect(
			offers([shift('clash', NOW + HOUR), shift('free', NOW + 4 * HOUR)], [own('a', NOW)])
		).toEqual(['free']);
	});
	it('is at most three: sooner days, then nearer places, one of each post; said in order of time', () => {
		expect(
			offers([
				shift('far', NOW + HOUR, { distance: 2 }),
				shift('again', NOW + 5 * HOUR, { post: 'post-near' }),
				shift('near', NOW + 3 * HOUR),
				shift('next day', NOW + DAY),
				shift('later still', NOW + 3 * DAY)
			])
		).toEqual(['far', 'near', 'next day']);
	});
});

it('meetings and further shifts are those of today and tomorrow', () => {
	const meeting = (id: string, startsAt: number, invited = true) => ({
		id,
		kind: 'grid_talk' as const,
		unit: '',
		unitName: '',
		title: id,
		place: '',
		startsAt,
		invited,
		frozenAt: null
	});
	const today = arrange(
		{
			...NOTHING,
			mine: [own('a', NOW), own('b', NOW + DAY), own('c', NOW + 3 * DAY)],
			meetings: [meeting('now', NOW), meeting('others', NOW, false), meeting('far', NOW + 3 * DAY)]
		},
		NOW
	);
	expect(today.then.map((s) => s.id)).toEqual(['b']);
	expect(today.meetings.map((m) => m.id)).toEqual(['now']);
});
