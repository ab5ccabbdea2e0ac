import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { PersonActor } from '#lib/kernel/actor.ts';
import { typed } from '#lib/kernel/command.ts';
import { MINUTE } from '#lib/kernel/time.ts';
import { defineView } from '#lib/kernel/view.ts';
import type { Db, Tx } from './db/port.server.ts';
import { reads } from './handler.server.ts';
import { Live } from './live.server.ts';
import { createViewReader } from './read-view.server.ts';

const member: PersonActor = { kind: 'person', id: 'p-000000000001', name: '史明', memberships: [] };
const other: PersonActor = { ...member, id: 'p-000000000002' };

const board = defineView({
	name: 'test.board',
	args: v.object({ unit: v.string() }),
	topics: ({ unit }) => [`board@${unit}`],
	data: typed<{ unit: string; reads: number }>()
});
const open = defineView({ ...board, name: 'test.open', public: true, clock: true });

function reader() {
	let count = 0;
	const clock = { now: Date.parse('2026-11-24T09:00:00+08:00') };
	const live = new Live(100);
	// The view is read from a database in the capabilities' tests; here only the door is tested.
	const db = { read: (query: (q: Tx) => Promise<unknown>) => query({} as Tx) } as Db;
	const readers = [board, open].map((view) =>
		reads(view, async (_, { unit }) => (unit === 'hidden' ? null : { unit, reads: ++count }))
	);
	const read = createViewReader({ db, readers, live, now: () => clock.now });
	const change = (topic: string) =>
		live.publish([
			{ seq: live.seq + 1, name: 'x', topics: [topic], payload: {}, command: '', at: 0 }
		]);
	return { read, change, clock, reads: () => count };
}

describe('a view', () => {
	it('is read again only when one of its topics changed', async () => {
		const { read, change, reads } = reader();
		const first = await read('test.board', { unit: 'a' }, member);
		if (first.kind !== 'ok') throw new Error(first.kind);
		expect(first.answer).toMatchObject({ data: { unit: 'a' }, seq: 100 });
		change('board@b');
		expect((await read('test.board', { unit: 'a' }, member, first.etag)).kind).toBe('unchanged');
		change('board@a');
		expect((await read('test.board', { unit: 'a' }, member, first.etag)).kind).toBe('ok');
		expect(reads()).toBe(2);
	});

	it('has another tag for another person, and after a change of the reader’s own rights', async () => {
		const { read, change } = reader();
		const first = await read('test.board', { unit: 'a' }, member);
		if (first.kind !== 'ok') throw new Error(first.kind);
		expect((await read('test.board', { unit: 'a' }, other, first.etag)).kind).toBe('ok');
		change(`person:${member.id}`);
		expect((await read('test.board', { unit: 'a' }, member, first.etag)).kind).toBe('ok');
	});

	it('has another tag when a seat has ended with the day, which is no event', async () => {
		const { read } = reader();
		const seated = { ...member, memberships: [{ unit: '330922', role: 'volunteer' as const }] };
		const first = await read('test.board', { unit: 'a' }, seated);
		if (first.kind !== 'ok') throw new Error(first.kind);
		const again = { ...seated, memberships: [...seated.memberships] };
		expect((await read('test.board', { unit: 'a' }, again, first.etag)).kind).toBe('unchanged');
		const ended = { ...seated, memberships: [] };
		expect((await read('test.board', { unit: 'a' }, ended, first.etag)).kind).toBe('ok');
	});

	it('that depends on the clock changes with the minute', async () => {
		const { read, clock } = reader();
		const first = await read('test.open', { unit: 'a' }, null);
		if (first.kind !== 'ok') throw new Error(first.kind);
		expect((await read('test.open', { unit: 'a' }, null, first.etag)).kind).toBe('unchanged');
		clock.now += MINUTE;
		expect((await read('test.open', { unit: 'a' }, null, first.etag)).kind).toBe('ok');
	});

	it('answers plainly when it is unknown, malformed, not public, or not theirs', async () => {
		const { read } = reader();
		expect((await read('test.other', {}, member)).kind).toBe('unknown');
		expect((await read('test.board', { unit: 3 }, member)).kind).toBe('invalid');
		expect((await read('test.board', { unit: 'a' }, null)).kind).toBe('signed_out');
		expect((await read('test.open', { unit: 'a' }, null)).kind).toBe('ok');
		expect((await read('test.board', { unit: 'hidden' }, member)).kind).toBe('not_available');
	});
});
