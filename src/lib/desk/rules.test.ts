import { describe, expect, it } from 'vitest';
import { countClaims, groupOf } from './rules.ts';

const TOWN = '330922100';
const seat = (person: string, unit: string) => ({ person, unit });

describe('who has not claimed', () => {
	it('[DE-2] is grouped one level below, own people under the unit itself', () => {
		expect(groupOf('33092210000100101', TOWN)).toBe('330922100001');
		expect(groupOf('330922100800001', TOWN)).toBe('330922100800');
		expect(groupOf(TOWN, TOWN)).toBe(TOWN);
		expect(groupOf('33092210000100101', '330922100001001')).toBe('33092210000100101');
	});

	it('[DE-2] is a number per unit; a person counts once in each', () => {
		const seats = [
			seat('a', `${TOWN}001001`),
			seat('a', `${TOWN}001002`),
			seat('b', `${TOWN}001001`),
			seat('c', `${TOWN}002001`)
		];
		expect(countClaims(seats, new Set(['b']), TOWN)).toEqual([
			{ code: `${TOWN}001`, of: 2, without: 1 },
			{ code: `${TOWN}002`, of: 1, without: 1 }
		]);
	});
});
