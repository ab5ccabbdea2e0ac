/** Decisions about signing in, numbered in README.md. Time is an argument. */
import { leads, LEADERS, type Actor, type ActorMembership } from '#lib/kernel/actor.ts';
import { DAY, HOUR, MINUTE } from '#lib/kernel/time.ts';
import type { DeviceKind } from './schema.ts';

export interface Lifetime {
	/** Ends after this long without a request. */
	readonly idle: number;
	/** Ends this long after sign-in, whatever happened since. */
	readonly absolute: number;
}

/** On a phone of one's own: nothing lives longer. */
export const LONGEST: Lifetime = { idle: 30 * DAY, absolute: 180 * DAY };
const SHARED: Lifetime = { idle: 8 * HOUR, absolute: 8 * HOUR };
const LEADER: Lifetime = { idle: 12 * HOUR, absolute: 7 * DAY };
const ADMIN: Lifetime = { idle: 30 * MINUTE, absolute: 12 * HOUR };

const shorter = (a: Lifetime, b: Lifetime): Lifetime => ({
	idle: Math.min(a.idle, b.idle),
	absolute: Math.min(a.absolute, b.absolute)
});

/** AU-1: the shortest that the device and any of the seats ask for. */
export function lifetimeOf(device: DeviceKind, seats: readonly ActorMembership[]): Lifetime {
	let life = device === 'shared' ? SHARED : LONGEST;
	if (seats.some((seat) => LEADERS.includes(seat.role))) life = shorter(life, LEADER);
	if (seats.some((seat) => seat.role === 'county_admin')) life = shorter(life, ADMIN);
	return life;
}

/** AU-1: the moment at which a session ends if nothing more is heard from it. */
export function expiryOf(
	session: { device: DeviceKind; createdAt: number; lastSeenAt: number },
	seats: readonly ActorMembership[]
): number {
	const life = lifetimeOf(session.device, seats);
	return Math.min(session.lastSeenAt + life.idle, session.createdAt + life.absolute);
}

/** How long a device stays known (AU-8). */
export const KNOWN_LIFE = 400 * DAY;
export const INVITATION_LIFE = 7 * DAY;
export const INVITATION_TRIES = 5;
/** How long the proof of a password counts for changing it (AU-9). */
export const PROOF_LIFE = 5 * MINUTE;

/** Whom an invitation is for, as far as the right to give it goes. */
export interface InviteTarget {
	readonly seats: readonly ActorMembership[];
}

/**
 * AU-6: an invitation opens the account, so nobody may give one that opens more than they run
 * themselves: every seat of the person lies in a unit that they run.
 */
export function mayInvite(actor: Actor, { seats }: InviteTarget): boolean {
	if (actor.kind === 'system') return true;
	return seats.length > 0 && seats.every((seat) => leads(actor, seat.unit));
}

export type PasswordFault = 'too_short' | 'too_long' | 'too_common' | 'is_yours';
export const PASSWORD_LENGTH = { least: 8, most: 128 } as const;

/** What is tried first everywhere, in lower case. A password that is only one of these is refused. */
const COMMON = new Set(
	`password passw0rd password1 password123 p@ssw0rd 12345678 123456789 1234567890 87654321 987654321
	11223344 1122334455 12341234 123123123 123321123 112233445566 1234qwer qwer1234 qwertyui qwertyuiop
	1qaz2wsx 1q2w3e4r 1q2w3e4r5t q1w2e3r4 qazwsxedc asdfghjkl zxcvbnm123 abc12345 abcd1234 a1234567
	a12345678 a123456789 aa123456 aa12345678 aaa12345 woaini1314 woaini520 woaini123 5201314520
	52013145 13145200 1314520520 iloveyou iloveyou1 welcome1 welcome123 letmein1 admin123 admin1234
	administrator root1234 test1234 testtest asdf1234 zaq12wsx abcdefgh abcdefg1 qwe12345 qweasdzxc
	147258369 159357123 741852963 789456123 01234567 0123456789 football baseball sunshine princess
	88888888 66666666 00000000 11111111 99999999 gelitest geli1234 wangge123 zhiyuan123`.split(/\s+/)
);

/** AU-3: length, and nothing that anybody would try first. No rules about kinds of characters. */
export function faultOfPassword(
	password: string,
	own: { phone?: string | null; name?: string | null } = {}
): PasswordFault | null {
	const length = [...password].length;
	if (length < PASSWORD_LENGTH.least) return 'too_short';
	if (length > PASSWORD_LENGTH.most) return 'too_long';
	const plain = password.toLowerCase();
	if (own.phone && (plain === own.phone || plain.replace(own.phone, '').length < 4))
		return 'is_yours';
	if (own.name && plain.replace(own.name.toLowerCase(), '').length < 4) return 'is_yours';
	if (COMMON.has(plain) || new Set(plain).size < 3 || isRun(plain)) return 'too_common';
	return null;
}

/** `23456789`, `hgfedcba`: each character one step from the one before. */
function isRun(text: string): boolean {
	const steps = [...text].slice(1).map((char, i) => char.charCodeAt(0) - text.charCodeAt(i));
	return steps.every((step) => step === 1) || steps.every((step) => step === -1);
}

/** AU-7: seconds to wait after so many wrong answers in a row; 0 while it may go on. */
export function delayAfter(failures: number): number {
	if (failures < 5) return 0;
	return Math.min(15 * 60, 30 * 2 ** (failures - 5));
}

/** 11 digits as people write them (full width, spaces, dashes, +86); `null` when it is no mobile number. */
export function readPhone(text: string): string | null {
	const digits = text
		.normalize('NFKC')
		.replace(/[\s\-()·.]/g, '')
		.replace(/^(\+|00)?86(?=1\d{10}$)/, '');
	return /^1\d{10}$/.test(digits) ? digits : null;
}

const SYSTEMS = [
	['harmony', /HarmonyOS|OpenHarmony/i],
	['iphone', /iPhone|iPod/],
	['ipad', /iPad/],
	['android', /Android/],
	['windows', /Windows/],
	['mac', /Macintosh/],
	['linux', /Linux/]
] as const;
const BROWSERS = [
	['wechat', /MicroMessenger/],
	['huawei', /HuaweiBrowser/],
	['xiaomi', /MiuiBrowser/],
	['uc', /UCBrowser/],
	['quark', /Quark/],
	['edge', /Edg/],
	['firefox', /Firefox|FxiOS/],
	['chrome', /Chrome|CriOS/],
	['safari', /Safari/]
] as const;

/** `android/wechat` from a User-Agent: enough for its owner to know it again, useless to track by. */
export function labelOf(userAgent: string | null | undefined): string {
	const text = (userAgent ?? '').slice(0, 500);
	const system = SYSTEMS.find(([, pattern]) => pattern.test(text))?.[0] ?? 'other';
	const browser = BROWSERS.find(([, pattern]) => pattern.test(text))?.[0] ?? 'other';
	return `${system}/${browser}`;
}

/** Only a path of this site may be returned to after sign-in (AU-10). */
export function safeNext(next: string | null | undefined, fallback = '/app/today'): string {
	// A second slash or a backslash makes it another site's address; control characters hide one.
	if (!next || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next)) return fallback;
	const url = new URL(next, 'http://same.site');
	if (url.origin !== 'http://same.site' || url.pathname.startsWith('//')) return fallback;
	if (/^\/(sign-in|sign-out|invite|first-run)(\/|$)/.test(url.pathname)) return fallback;
	return url.pathname + url.search;
}
