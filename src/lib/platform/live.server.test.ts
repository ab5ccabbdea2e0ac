import { describe, expect, it } from 'vitest';
import { Live, type Change } from './live.server.ts';

const happened = (seq: number, ...topics: string[]) => ({
	seq,
	name: 'x',
	topics,
	payload: {},
	command: 'c',
	at: 0
});

describe('live', () => {
	it('knows how new each topic is; of what came before the start only "not newer"', () => {
		const live = new Live(10);
		expect(live.newest(['a'])).toBe(10);
		live.publish([happened(11, 'a', 'b')]);
		live.publish([happened(12, 'b')]);
		expect([live.newest(['a']), live.newest(['b']), live.newest(['a', 'b'])]).toEqual([11, 12, 12]);
		expect(live.newest(['never'])).toBe(10);
		expect(live.newest([])).toBe(0);
	});

	it('tells a listener each change once, until it stops listening', () => {
		const live = new Live();
		const heard: Change[] = [];
		const stop = live.listen((c) => heard.push(c));
		live.publish([happened(1, 'a'), happened(2, 'a', 'b')]);
		stop();
		live.publish([happened(3, 'a')]);
		expect(heard).toEqual([{ seq: 2, topics: ['a', 'b'] }]);
		expect(live.listeners).toBe(0);
	});

	it('resumes from a seq it remembers, and says so when it does not', () => {
		const live = new Live(5);
		expect(live.since(5)).toEqual([]);
		expect(live.since(3)).toBeNull();
		for (let seq = 6; seq <= 8; seq++) live.publish([happened(seq, `t${seq}`)]);
		expect(live.since(6)?.map((c) => c.seq)).toEqual([7, 8]);
		expect(live.since(5)?.map((c) => c.seq)).toEqual([6, 7, 8]);
		expect(live.since(4)).toBeNull();
		for (let seq = 9; seq < 3_000; seq++) live.publish([happened(seq, 't')]);
		expect(live.since(6)).toBeNull();
		expect(live.since(2_999)).toEqual([]);
		expect(live.since(2_998)?.map((c) => c.seq)).toEqual([2_999]);
	});

	it('forgets the oldest topics without ever calling one too old', () => {
		const live = new Live();
		live.publish([happened(1, 'first')]);
		for (let seq = 2; seq < 60_000; seq++) live.publish([happened(seq, `t${seq}`)]);
		expect(live.newest(['first'])).toBeGreaterThanOrEqual(1);
		expect(live.newest(['t59999'])).toBe(59_999);
	});
});
