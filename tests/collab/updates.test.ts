import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Malformed } from '#lib/collab/bytes.ts';
import { Deletions } from '#lib/collab/deletions.server.ts';
import { splice, trimmed } from '#lib/collab/splice.server.ts';
import { encodeVector } from '#lib/collab/vectors.server.ts';
import { eachDeletion, EMPTY, scan } from '#lib/collab/update.server.ts';
import { contentOf, mutate, writeTogether } from './documents.ts';
import { random } from './random.ts';

/** Sections and deletions as Yjs' own decoder sees them. */
function asYjsReads(bytes: Uint8Array) {
	const { structs, ds } = Y.decodeUpdate(bytes);
	const sections: [number, number, number][] = [];
	for (const { id, length } of structs) {
		const last = sections.at(-1);
		if (last?.[0] === id.client && last[2] === id.clock) last[2] += length;
		else sections.push([id.client, id.clock, id.clock + length]);
	}
	const deleted = [...ds.clients].flatMap(([client, ranges]) =>
		ranges.map(({ clock, len }) => [client, clock, clock + len])
	);
	return { sections, deleted };
}

function asWeRead(bytes: Uint8Array) {
	const update = scan(bytes);
	const deleted: number[][] = [];
	eachDeletion(update, (...range) => void deleted.push(range));
	return { sections: update.sections.map((s) => [s.client, s.clock, s.end]), deleted };
}

describe('reading an update', () => {
	it('reads what Yjs writes as Yjs does', () => {
		const { docs, updates } = writeTogether(random(1), 4, 2_000);
		for (const { update } of updates) expect(asWeRead(update)).toEqual(asYjsReads(update));
		const whole = Y.encodeStateAsUpdate(docs[0]!);
		expect(asWeRead(whole)).toEqual(asYjsReads(whole));
	});

	it('10,000 mutated updates: refuses, or reads exactly what Yjs reads', () => {
		const chance = random(7);
		const { docs, updates } = writeTogether(random(2), 3, 400);
		const real = [...updates.map((u) => u.update), Y.encodeStateAsUpdate(docs[0]!).subarray(0)];
		let taken = 0;
		for (let n = 0; n < 10_000; n++) {
			const bytes = mutate(chance.pick(real), chance);
			let ours;
			try {
				ours = asWeRead(bytes);
			} catch (error) {
				expect(error).toBeInstanceOf(Malformed);
				continue;
			}
			taken += 1;
			expect(ours).toEqual(asYjsReads(bytes));
		}
		expect(taken).toBeGreaterThan(500);
	});

	it('10,000 random frames are refused without another error', () => {
		const chance = random(11);
		for (let n = 0; n < 10_000; n++) {
			const bytes = chance.bytes(chance(300));
			try {
				scan(bytes);
			} catch (error) {
				expect(error).toBeInstanceOf(Malformed);
			}
		}
	});

	it('a length far beyond the frame costs nothing', () => {
		const huge = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f];
		for (const start of [[], [1], [1, 1], [1, 1, 5, 0, 4, 1, 1, 116], [1, 1, 5, 0, 8, 1, 1, 116]]) {
			expect(() => scan(Uint8Array.from([...start, ...huge]))).toThrow(Malformed);
		}
	});

	it('values nested too deeply are refused before they are built', () => {
		const doc = new Y.Doc();
		let value: unknown = 1;
		for (let i = 0; i < 5_000; i++) value = [value];
		doc.getArray('rows').insert(0, [value]);
		expect(() => scan(Y.encodeStateAsUpdate(doc))).toThrow(Malformed);
	});

	it('types nested too deeply are refused', () => {
		const doc = new Y.Doc();
		let inner = new Y.Map<unknown>();
		doc.transact(() => {
			doc.getArray('rows').insert(0, [inner]);
			for (let i = 0; i < 100; i++) {
				const next = new Y.Map<unknown>();
				inner.set('x', next);
				inner = next;
			}
		});
		expect(() => scan(Y.encodeStateAsUpdate(doc))).toThrow(Malformed);
	});
});

describe('splicing', () => {
	it('says what all updates said, however they are grouped', () => {
		for (let seed = 1; seed <= 20; seed++) {
			const chance = random(seed);
			const { docs, updates } = writeTogether(chance, 4, 300);
			let all = EMPTY;
			for (let at = 0; at < updates.length;) {
				const group = updates.slice(at, (at += 1 + chance(40)));
				all = splice([all, splice(group.map(({ update }) => scan(update)))]);
			}
			const copy = new Y.Doc();
			Y.applyUpdate(copy, all.bytes);
			expect(copy.store.pendingStructs).toBeNull();
			expect(copy.store.pendingDs).toBeNull();
			expect(contentOf(copy)).toEqual(contentOf(docs[0]!));
			// What it says of itself without reading again is what a reader finds.
			expect(scan(all.bytes).sections).toEqual(all.sections);
			expect(scan(all.bytes).deletesAt).toBe(all.deletesAt);
		}
	});

	it('Yjs cuts it to a state vector like its own', () => {
		const { docs, updates } = writeTogether(random(5), 3, 200);
		const half = updates.slice(0, 120).map(({ update }) => scan(update));
		const all = splice(updates.map(({ update }) => scan(update)));
		const reader = new Y.Doc();
		Y.applyUpdate(reader, splice(half).bytes);
		const vector = encodeVector(splice(half).sections.map((s) => [s.client, s.end] as const));
		expect(Y.decodeStateVector(vector)).toEqual(Y.decodeStateVector(Y.encodeStateVector(reader)));
		Y.applyUpdate(reader, Y.diffUpdate(all.bytes, vector));
		expect(contentOf(reader)).toEqual(contentOf(docs[0]!));
	});

	it('updates that do not join are a mistake of ours and said to be one', () => {
		const { updates } = writeTogether(random(3), 1, 20);
		const scanned = updates.map(({ update }) => scan(update));
		expect(() => splice([scanned[0]!, scanned[2]!])).toThrow('do not join');
	});

	it('keeps only the sections asked for', () => {
		const { docs } = writeTogether(random(9), 3, 100);
		const whole = scan(Y.encodeStateAsUpdate(docs[0]!));
		const kept = trimmed(whole, whole.sections.slice(0, 1), Uint8Array.of(0));
		expect(scan(kept.bytes).sections.map((s) => s.client)).toEqual([whole.sections[0]!.client]);
		expect(kept.bytes.at(-1)).toBe(0);
	});
});

describe('deletions', () => {
	it('are ranges, against a plain set', () => {
		const chance = random(21);
		const ranges = new Deletions();
		const plain = new Set<number>();
		for (let n = 0; n < 3_000; n++) {
			const from = chance(400);
			const to = from + 1 + chance(12);
			const wanted = Array.from({ length: to - from }, (_, i) => from + i);
			const known = wanted.every((clock) => plain.has(clock));
			expect(ranges.has(1, from, to)).toBe(known);
			if (chance(3) > 0) continue;
			expect(ranges.add(1, from, to)).toBe(!known);
			for (const clock of wanted) plain.add(clock);
		}
		const again = new Set<number>();
		eachDeletion({ bytes: ranges.encode(), deletesAt: 0 }, (_, from, to) => {
			for (let clock = from; clock < to; clock++) again.add(clock);
		});
		expect(again).toEqual(plain);
	});
});
