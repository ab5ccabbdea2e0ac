import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { diff, mapIndex, type Delta } from '#lib/collab/text-diff.ts';
import { random } from './random.ts';

const LETTERS = ['a', 'b', '网', '👍', 'a'];

describe('what was typed', () => {
	it('is the one replacement that leads there', () => {
		const chance = random(3);
		for (let n = 0; n < 3_000; n++) {
			const word = (length: number) =>
				Array.from({ length: chance(length) }, () => chance.pick(LETTERS)).join('');
			const before = word(12);
			const at = chance(before.length + 1);
			const remove = chance(before.length - at + 1);
			const insert = word(4);
			const after = before.slice(0, at) + insert + before.slice(at + remove);
			const edit = diff(before, after, at + insert.length);
			if (!edit) {
				expect(after).toBe(before);
				continue;
			}
			const made = before.slice(0, edit.at) + edit.insert + before.slice(edit.at + edit.remove);
			expect(made).toBe(after);
			expect(edit.remove).toBeLessThanOrEqual(remove + 2);
		}
	});

	it('of equal letters, is the one before the caret', () => {
		expect(diff('aaa', 'aaaa', 1)).toEqual({ at: 0, remove: 0, insert: 'a' });
		expect(diff('aaa', 'aaaa', 3)).toEqual({ at: 2, remove: 0, insert: 'a' });
		expect(diff('aaa', 'aa', 1)).toEqual({ at: 1, remove: 1, insert: '' });
	});

	it('never cuts a character in two', () => {
		expect(diff('👍', '👎', 2)).toEqual({ at: 0, remove: 2, insert: '👎' });
		expect(diff('a👍b', 'a👎b', 3)).toEqual({ at: 1, remove: 2, insert: '👎' });
	});
});

describe('an index under somebody else’s change', () => {
	it('points at the same letter', () => {
		const chance = random(8);
		for (let n = 0; n < 1_000; n++) {
			const doc = new Y.Doc();
			const text = doc.getText('t');
			text.insert(0, '0123456789');
			const index = chance(10);
			const letter = String(index);
			let delta: Delta = [];
			text.observe((event) => (delta = event.delta as Delta));
			doc.transact(() => {
				for (let k = 0; k < 3; k++) {
					if (chance(2) === 0) text.insert(chance(text.length + 1), 'xy');
					else if (text.length > 2) text.delete(chance(text.length - 1), 1);
				}
			});
			// `false`: what came exactly here is before the letter now.
			const mapped = mapIndex(delta, index, false);
			if (text.toString().includes(letter)) expect(text.toString()[mapped]).toBe(letter);
			expect(mapped).toBeGreaterThanOrEqual(0);
			expect(mapped).toBeLessThanOrEqual(text.length);
		}
	});
});
