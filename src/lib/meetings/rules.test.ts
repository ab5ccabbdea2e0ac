import { describe, expect, it } from 'vitest';
import type { PersonActor, Role } from '#lib/kernel/actor.ts';
import { DAY, HOUR } from '#lib/kernel/time.ts';
import {
	convenes,
	fitsUnit,
	invitation,
	isUpcoming,
	markFits,
	needed,
	quorumOf,
	reads,
	roomRights,
	signInOpens,
	statusOfSignIn,
	timeIsSane
} from './rules.ts';
import type { AttendanceStatus, MeetingKind } from './schema.ts';

const COMMUNITY = '330922100001';
const GRID = '330922100001001';
const MICRO = '33092210000100101';
const NOW = Date.parse('2026-11-24T09:00:00+08:00');

const seat = (role: Role, unit: string): PersonActor => ({
	kind: 'person',
	id: 'p',
	name: '林波玉',
	memberships: [{ unit, role }]
});

describe('who', () => {
	it('[ME-1] leaders above and the party-group leader convene, others do not', () => {
		expect(convenes(seat('grid_leader', GRID), GRID)).toBe(true);
		expect(convenes(seat('community_secretary', COMMUNITY), GRID)).toBe(true);
		expect(convenes(seat('party_group_leader', GRID), GRID)).toBe(true);
		expect(convenes(seat('volunteer', GRID), GRID)).toBe(false);
		expect(convenes(seat('grid_leader', GRID), COMMUNITY)).toBe(false);
	});

	it('[ME-7] a seat in the unit, above or below reads; a party-group meeting is for its party seats', () => {
		const talk = { kind: 'grid_talk', unit: GRID } as const;
		const party = { kind: 'party_group', unit: GRID } as const;
		expect(reads(seat('volunteer', MICRO), talk)).toBe(true);
		expect(reads(seat('grid_guide', COMMUNITY), talk)).toBe(true);
		expect(reads(seat('volunteer', '330922100001002'), talk)).toBe(false);
		expect(reads(seat('volunteer', GRID), party)).toBe(false);
		expect(reads(seat('in_service_member', GRID), party)).toBe(true);
		expect(reads(seat('community_secretary', COMMUNITY), party)).toBe(true);
	});

	it('[ME-7] conveners and the invited write until it is frozen', () => {
		const open = { kind: 'grid_talk', unit: GRID, invited: true, frozen: false } as const;
		expect(roomRights(seat('volunteer', GRID), open)).toBe('write');
		expect(roomRights(seat('volunteer', GRID), { ...open, invited: false })).toBe('read');
		expect(roomRights(seat('grid_leader', GRID), { ...open, invited: false })).toBe('write');
		expect(roomRights(seat('grid_leader', GRID), { ...open, frozen: true })).toBe('read');
		// The seat ended: the invitation alone gives nothing.
		expect(roomRights({ ...seat('volunteer', GRID), memberships: [] }, open)).toBe('none');
	});
});

describe('where and when', () => {
	it('[ME-1] talks are held in a grid or micro-grid, deliberations anywhere', () => {
		expect(fitsUnit('grid_talk', GRID)).toBe(true);
		expect(fitsUnit('grid_talk', MICRO)).toBe(true);
		expect(fitsUnit('party_group', COMMUNITY)).toBe(false);
		expect(fitsUnit('deliberation', COMMUNITY)).toBe(true);
	});

	it.each([
		[-30 * DAY, true],
		[-30 * DAY - 1, false],
		[366 * DAY, true],
		[366 * DAY + 1, false]
	])('[ME-1] a start %i ms from now is sane: %s', (offset, sane) => {
		expect(timeIsSane(NOW + offset, NOW)).toBe(sane);
	});

	it('[ME-5] signing in opens two hours before the start', () => {
		expect(signInOpens(NOW)).toBe(NOW - 2 * HOUR);
		expect(statusOfSignIn(true)).toBe('present');
		expect(statusOfSignIn(false)).toBe('observer');
	});

	it('[ME-8] upcoming until a day after the start or until frozen', () => {
		expect(isUpcoming(NOW - DAY + 1, false, NOW)).toBe(true);
		expect(isUpcoming(NOW - DAY, false, NOW)).toBe(false);
		expect(isUpcoming(NOW + DAY, true, NOW)).toBe(false);
	});
});

describe('quorum', () => {
	const people = (due: number, present: number, observers = 0) => [
		...Array.from({ length: due }, (_, i) => ({
			due: true,
			status: (i < present ? 'present' : null) as AttendanceStatus | null
		})),
		...Array.from({ length: observers }, () => ({ due: false, status: 'observer' as const }))
	];

	it.each<[MeetingKind, number, number]>([
		['grid_talk', 12, 7],
		['grid_talk', 13, 7],
		['grid_talk', 1, 1],
		['party_group', 10, 6],
		['party_group', 3, 2],
		['deliberation', 12, 8],
		['deliberation', 10, 7],
		['deliberation', 1, 1]
	])('[ME-4] %s with %i due needs %i', (kind, due, enough) => {
		expect(needed(kind, due)).toBe(enough);
		expect(quorumOf(kind, people(due, enough)).standing).toBe('vote');
		expect(quorumOf(kind, people(due, enough - 1)).standing).toBe('talk');
	});

	it('[ME-4] 应到 12 实到 9 can vote; observers never count', () => {
		expect(quorumOf('grid_talk', people(12, 9, 3))).toEqual({
			due: 12,
			present: 9,
			absent: 0,
			observers: 3,
			needed: 7,
			standing: 'vote'
		});
		expect(quorumOf('grid_talk', people(12, 6, 30)).standing).toBe('talk');
		expect(quorumOf('grid_talk', people(0, 0, 5)).standing).toBe('talk');
	});

	it('[ME-3] the invited are present or absent, others observers', () => {
		expect(markFits('present', true)).toBe(true);
		expect(markFits('absent', true)).toBe(true);
		expect(markFits('observer', true)).toBe(false);
		expect(markFits('observer', false)).toBe(true);
		expect(markFits('present', false)).toBe(false);
	});

	it('[ME-2] a party-group meeting invites party seats only', () => {
		expect(invitation('party_group').below).not.toContain('volunteer');
		expect(invitation('grid_talk')).toEqual({ own: null, below: null });
		expect(invitation('deliberation').below).toContain('grid_leader');
		expect(invitation('deliberation').below).not.toContain('resident');
	});
});
