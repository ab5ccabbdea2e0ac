import { describe, expect, it } from 'vitest';
import { MINUTE } from '#lib/kernel/time.ts';
import { sessionsOf } from './history.ts';

const row = (seq: number, minutes: number, ...people: string[]) => ({
	seq,
	people,
	at: minutes * MINUTE
});

describe('[CO-15] sessions of writing', () => {
	it('end with a pause of ten minutes, each person by themselves', () => {
		const log = [
			row(1, 0, 'a'),
			row(2, 5, 'a', 'b'),
			row(3, 9, 'b'),
			row(4, 15, 'a'),
			row(5, 16, 'a')
		];
		expect(sessionsOf(log)).toEqual([
			{ person: 'a', first: 4, last: 5, from: 15 * MINUTE, to: 16 * MINUTE },
			{ person: 'b', first: 2, last: 3, from: 5 * MINUTE, to: 9 * MINUTE },
			{ person: 'a', first: 1, last: 2, from: 0, to: 5 * MINUTE }
		]);
	});

	it('are none where nobody has written', () => {
		expect(sessionsOf([])).toEqual([]);
	});
});
