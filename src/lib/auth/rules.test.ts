import { describe, expect, it } from 'vitest';
import type { Actor, ActorMembership, Role } from '#lib/kernel/actor.ts';
import { systemActor } from '#lib/kernel/actor.ts';
import { DAY, HOUR, MINUTE } from '#lib/kernel/time.ts';
import {
	delayAfter,
	expiryOf,
	faultOfPassword,
	labelOf,
	lifetimeOf,
	mayInvite,
	readPhone,
	safeNext
} from './rules.ts';

const seat = (role: Role, unit = '330922100001001'): ActorMembership => ({ role, unit });
const person = (...memberships: ActorMembership[]): Actor => ({
	kind: 'person',
	id: 'p',
	name: '某人',
	memberships
});

describe('lifetimes', () => {
	it('[AU-1] the shortest of device and seats counts', () => {
		expect(lifetimeOf('own', [])).toEqual({ idle: 30 * DAY, absolute: 180 * DAY });
		expect(lifetimeOf('own', [seat('volunteer')])).toEqual({ idle: 30 * DAY, absolute: 180 * DAY });
		expect(lifetimeOf('shared', [seat('volunteer')])).toEqual({
			idle: 8 * HOUR,
			absolute: 8 * HOUR
		});
		expect(lifetimeOf('own', [seat('volunteer'), seat('grid_leader')])).toEqual({
			idle: 12 * HOUR,
			absolute: 7 * DAY
		});
		expect(lifetimeOf('shared', [seat('grid_leader')])).toEqual({
			idle: 8 * HOUR,
			absolute: 8 * HOUR
		});
		expect(lifetimeOf('own', [seat('county_admin', '330922')])).toEqual({
			idle: 30 * MINUTE,
			absolute: 12 * HOUR
		});
		expect(lifetimeOf('shared', [seat('county_admin', '330922')])).toEqual({
			idle: 30 * MINUTE,
			absolute: 8 * HOUR
		});
	});

	it('[AU-1] ends at the earlier of idle and absolute', () => {
		const session = { device: 'own', createdAt: 0, lastSeenAt: 179 * DAY } as const;
		expect(expiryOf(session, [])).toBe(180 * DAY);
		expect(expiryOf({ ...session, lastSeenAt: DAY }, [])).toBe(31 * DAY);
	});
});

describe('passwords', () => {
	it.each([
		['海边的风很大', 'too_short'],
		['1234567', 'too_short'],
		['12345678', 'too_common'],
		['Password1', 'too_common'],
		['aaaaaaaa', 'too_common'],
		['abababab', 'too_common'],
		['bcdefghi', 'too_common'],
		['98765432', 'too_common'],
		['19900000001', 'is_yours'],
		['a19900000001', 'is_yours'],
		['x'.repeat(10) + 'y'.repeat(119), 'too_long'],
		['海边的风很大呀呀', null],
		['correct horse battery staple', null],
		['kq7!vz2m', null]
	])('[AU-3] %s: %s', (password, fault) => {
		expect(faultOfPassword(password, { phone: '19900000001', name: '林波玉' })).toBe(fault);
	});

	it('[AU-3] asks for no kinds of characters and reads any script', () => {
		expect(faultOfPassword('mwxtkrpa')).toBeNull();
		expect(faultOfPassword('😀😁😂😃😄😅😆🙂')).toBeNull();
	});
});

describe('invitations', () => {
	const GRID = '330922100001001';
	const OTHER = '330922100002001';
	const leader = person(seat('grid_leader', GRID));
	const secretary = person(seat('community_secretary', '330922100001'));
	const town = person(seat('town_admin', '330922100'));

	it('[AU-6] is given by those who run the unit', () => {
		const volunteer = { seats: [seat('volunteer', GRID)] };
		expect(mayInvite(leader, volunteer)).toBe(true);
		expect(mayInvite(secretary, volunteer)).toBe(true);
		expect(mayInvite(person(seat('grid_leader', OTHER)), volunteer)).toBe(false);
		expect(mayInvite(person(seat('volunteer', GRID)), volunteer)).toBe(false);
		expect(mayInvite(leader, { seats: [] })).toBe(false);
		expect(mayInvite(systemActor('cli'), { seats: [] })).toBe(true);
	});

	it('[AU-6] opens nothing that its giver does not run', () => {
		const leads = { seats: [seat('volunteer', GRID), seat('community_secretary', '330922100001')] };
		expect(mayInvite(leader, leads)).toBe(false);
		expect(mayInvite(town, leads)).toBe(true);
		const both = { seats: [seat('volunteer', GRID), seat('in_service_member', OTHER)] };
		expect(mayInvite(leader, both)).toBe(false);
		expect(mayInvite(secretary, both)).toBe(false);
		expect(mayInvite(town, both)).toBe(true);
	});
});

it('[AU-7] waits longer after each wrong answer, never for ever', () => {
	expect([0, 4, 5, 6, 7, 8, 9, 10, 11, 40].map(delayAfter)).toEqual([
		0, 0, 30, 60, 120, 240, 480, 900, 900, 900
	]);
});

it.each([
	['19912345678', '19912345678'],
	[' 199 1234 5678 ', '19912345678'],
	['199-1234-5678', '19912345678'],
	['+86 19912345678', '19912345678'],
	['008619912345678', '19912345678'],
	['19912345678', '19912345678'],
	['1991234567', null],
	['29912345678', null],
	['199123456789', null],
	['', null],
	['" OR 1=1', null]
])('reads the phone %j as %j', (text, phone) => {
	expect(readPhone(text)).toBe(phone);
});

it.each([
	['/app/posts', '/app/posts'],
	['/app/posts?day=2026-11-24', '/app/posts?day=2026-11-24'],
	['/honors', '/honors'],
	[null, '/app/today'],
	['', '/app/today'],
	['https://evil.example', '/app/today'],
	['//evil.example', '/app/today'],
	['/\\evil.example', '/app/today'],
	['/app\\..\\evil', '/app/today'],
	['/\t/evil.example', '/app/today'],
	['/%0d%0aset-cookie:x', '/%0d%0aset-cookie:x'],
	['/\r\nset-cookie: x', '/app/today'],
	['/./..//evil.example', '/app/today'],
	['/.//evil.example', '/app/today'],
	['/sign-in?next=/x', '/app/today'],
	['/sign-out', '/app/today'],
	['javascript:alert(1)', '/app/today'],
	['app/today', '/app/today']
])('[AU-10] returns from %j to %j', (next, to) => {
	expect(safeNext(next)).toBe(to);
});

it.each([
	[
		'Mozilla/5.0 (Linux; Android 10; HMA-AL00) AppleWebKit/537.36 Chrome/99.0 Mobile Safari/537.36 HuaweiBrowser/12.1',
		'android/huawei'
	],
	[
		'Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Chrome/116.0 XWEB/1160065 Mobile Safari/537.36 MicroMessenger/8.0.50',
		'android/wechat'
	],
	[
		'Mozilla/5.0 (iPhone; CPU iPhone OS 16_5 like Mac OS X) AppleWebKit/605.1.15 Version/16.5 Mobile/15E148 Safari/604.1',
		'iphone/safari'
	],
	[
		'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0',
		'windows/edge'
	],
	[null, 'other/other'],
	['<script>alert(1)</script>', 'other/other']
])('labels %s as %s', (agent, label) => {
	expect(labelOf(agent)).toBe(label);
});
