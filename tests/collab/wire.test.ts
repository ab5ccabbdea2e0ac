import { describe, expect, it } from 'vitest';
import { CLOSE, isFinal, isRoomName, reasonOf, type CloseReason } from '#lib/collab/wire.ts';
import en from '#lib/ui/messages.en.ts';
import zh from '#lib/ui/messages.zh.ts';

describe('close codes', () => {
	it('every reason has its words in both languages', () => {
		for (const reason of Object.keys(CLOSE)) {
			for (const { room } of [zh, en]) expect(room.reasons[reason], reason).toBeTruthy();
		}
	});

	it('a reason has one code, and a code one reason', () => {
		for (const [reason, code] of Object.entries(CLOSE)) expect(reasonOf(code)).toBe(reason);
		expect(reasonOf(1006)).toBeNull();
	});

	it('standard clients stay away exactly when coming back is of no use', () => {
		// y-websocket does not come back after 4400–4499; 1009 is the socket's own and only ours knows it.
		for (const [reason, code] of Object.entries(CLOSE)) {
			if (code !== 1009) expect(isFinal(reason as CloseReason)).toBe(code >= 4400 && code < 4500);
		}
		expect(isFinal('frame_too_large')).toBe(true);
	});
});

it('a room is a capability and an id', () => {
	for (const room of ['meetings/01a1ff90-d39c-7237-a0d2-36e5e2aa8ecb', 'lists/a_b.c-d']) {
		expect(isRoomName(room)).toBe(true);
	}
	for (const room of [
		'meetings',
		'meetings/',
		'/x',
		'a/b/c',
		'Meetings/x',
		'm/../x',
		`m/${'x'.repeat(99)}`
	]) {
		expect(isRoomName(room)).toBe(false);
	}
});
