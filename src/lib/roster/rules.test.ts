import { describe, expect, it } from 'vitest';
import {
	systemActor,
	type ActorMembership,
	type PersonActor,
	type Role
} from '#lib/kernel/actor.ts';
import {
	dayBefore,
	holdsOn,
	maskPhone,
	mayEdit,
	maySeat,
	seatFits,
	seatsWanted,
	seesPhone,
	seesRoster
} from './rules.ts';

const GRID = '330922100001001';
const COMMUNITY = '330922100001';
const TOWN = '330922100';
const COUNTY = '330922';
const OTHER_GRID = '330922100002001';

const who = (...seats: readonly [Role, string][]): PersonActor => ({
	kind: 'person',
	id: 'p',
	name: '某',
	memberships: seats.map(([role, unit]) => ({ role, unit }))
});
const seats = (...list: readonly [Role, string][]): ActorMembership[] =>
	list.map(([role, unit]) => ({ role, unit }));

describe('seats', () => {
	it('[RO-2] hold from the first day to the last, both included', () => {
		const seat = { from: '2026-03-01', to: '2026-03-31' };
		expect(
			['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'].map((d) => holdsOn(seat, d))
		).toEqual([false, true, true, false]);
		expect(holdsOn({ from: '2026-03-01', to: null }, '2030-01-01')).toBe(true);
		expect(dayBefore('2026-03-01')).toBe('2026-02-28');
	});

	it('[RO-4] fit the level of the unit', () => {
		expect(seatFits(GRID, 'grid_leader')).toBe(true);
		expect(seatFits(COMMUNITY, 'grid_leader')).toBe(false);
		expect(seatFits(GRID, 'county_admin')).toBe(false);
		expect(seatFits(`${GRID}01`, 'volunteer')).toBe(true);
		expect(seatFits('33', 'volunteer')).toBe(false);
	});

	it('[RO-5] of leaders are given from above, others by those who run the unit', () => {
		const leader = who(['grid_leader', GRID]);
		const secretary = who(['community_secretary', COMMUNITY]);
		expect(maySeat(leader, GRID, 'volunteer')).toBe(true);
		expect(maySeat(leader, GRID, 'grid_leader')).toBe(false);
		expect(maySeat(leader, OTHER_GRID, 'volunteer')).toBe(false);
		expect(maySeat(secretary, GRID, 'grid_leader')).toBe(true);
		expect(maySeat(secretary, COMMUNITY, 'community_secretary')).toBe(false);
		expect(maySeat(who(['town_admin', TOWN]), COMMUNITY, 'community_secretary')).toBe(true);
		expect(maySeat(who(['town_admin', TOWN]), COUNTY, 'county_admin')).toBe(false);
		expect(maySeat(who(['county_admin', COUNTY]), COUNTY, 'county_admin')).toBe(true);
		expect(maySeat(who(['volunteer', GRID]), GRID, 'resident')).toBe(false);
		expect(maySeat(systemActor('cli'), COUNTY, 'county_admin')).toBe(true);
	});

	it('[RO-7] a land grid wants 1+3, a sea grid and all others their leader', () => {
		expect(seatsWanted('grid', 'land')).toEqual([
			'grid_leader',
			'full_time',
			'part_time',
			'grid_guide'
		]);
		expect(seatsWanted('grid', 'fishing')).toEqual(['grid_leader']);
		expect(seatsWanted('micro_grid', 'land')).toEqual(['micro_grid_leader']);
		expect(seatsWanted('town', null)).toEqual(['town_admin']);
	});
});

describe('a person’s entry', () => {
	it('[RO-8] is changed by who runs a unit of theirs, and never from below', () => {
		const leader = who(['grid_leader', GRID]);
		expect(mayEdit(leader, seats(['volunteer', GRID]))).toBe(true);
		expect(mayEdit(leader, seats(['volunteer', GRID], ['in_service_member', OTHER_GRID]))).toBe(
			true
		);
		expect(mayEdit(leader, seats(['volunteer', GRID], ['county_admin', COUNTY]))).toBe(false);
		expect(mayEdit(leader, seats(['volunteer', OTHER_GRID]))).toBe(false);
		expect(mayEdit(leader, [])).toBe(false);
	});

	it('[RO-9] shows the phone to the person and to who runs a unit of theirs', () => {
		const own = [{ unit: GRID }];
		expect(seesPhone(who(['grid_leader', GRID]), 'x', own)).toBe(true);
		expect(seesPhone(who(['full_time', GRID]), 'x', own)).toBe(false);
		expect(seesPhone(who(['grid_leader', OTHER_GRID]), 'x', own)).toBe(false);
		expect(seesPhone(who(['volunteer', GRID]), 'p', own)).toBe(true);
		expect(maskPhone('19900000005')).toBe('199****0005');
		expect(maskPhone(null)).toBeNull();
	});

	it('the roster is for those who work there', () => {
		expect(seesRoster(who(['full_time', GRID]), GRID)).toBe(true);
		expect(seesRoster(who(['volunteer', GRID]), GRID)).toBe(false);
		expect(seesRoster(who(['full_time', GRID]), COMMUNITY)).toBe(false);
	});
});
