import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { ByteWriter } from '#lib/collab/bytes.ts';
import { Deletions } from '#lib/collab/deletions.server.ts';
import { judge, type Author, type GuardedRoom, type Verdict } from '#lib/collab/guard.server.ts';
import { scan, type Update } from '#lib/collab/update.server.ts';

const MAX = 100_000;

/** A room as the guard sees it, and what it has taken so far. */
class Taken implements GuardedRoom {
	readonly authors = new Map<number, Author>();
	readonly reserved = new Map<number, string>();
	readonly updates: Update[] = [];
	readonly maxSize = MAX;
	roots: GuardedRoom['roots'] = 'any';
	size = 0;

	deletions() {
		return Deletions.of(...this.updates);
	}

	take(bytes: Uint8Array, person: string, whole = false): Verdict {
		const verdict = judge(bytes, person, this, whole);
		if (verdict.kind !== 'accept') return verdict;
		this.updates.push(verdict.update);
		this.size += verdict.update.bytes.length;
		for (const { client, end } of scan(verdict.update.bytes).sections) {
			const author = this.authors.get(client);
			if (author) author.clock = end;
			else this.authors.set(client, { person, clock: end });
		}
		return verdict;
	}

	doc(): Y.Doc {
		const doc = new Y.Doc();
		for (const { bytes } of this.updates) Y.applyUpdate(doc, bytes);
		expect(doc.store.pendingStructs).toBeNull();
		return doc;
	}
}

/** A person's document; `sent` is every update it made. */
function writer(client: number) {
	const doc = new Y.Doc();
	doc.clientID = client;
	const sent: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array, origin: unknown) => {
		if (origin !== 'other') sent.push(update);
	});
	return { doc, text: doc.getText('minutes'), sent };
}

const refusal = (verdict: Verdict) => (verdict.kind === 'refuse' ? verdict.reason : verdict.kind);

let room: Taken;
beforeEach(() => {
	room = new Taken();
});

describe('guard', () => {
	it('squatting: clocks under another’s client id are refused, and the honest text arrives', () => {
		const honest = writer(42);
		honest.text.insert(0, '你');
		expect(refusal(room.take(honest.sent[0]!, 'honest'))).toBe('accept');
		// The 14-byte attack: one GC struct for client 42 up to clock 1000.
		const squat = new ByteWriter()
			.raw(Uint8Array.of(1, 1, 42, 0, 0))
			.varUint(1000)
			.varUint(0)
			.done();
		expect(refusal(room.take(squat, 'attacker'))).toBe('foreign_author');
		const ahead = new ByteWriter()
			.raw(Uint8Array.of(1, 1, 42, 1, 0))
			.varUint(1000)
			.varUint(0)
			.done();
		expect(refusal(room.take(ahead, 'attacker'))).toBe('foreign_author');
		honest.text.insert(1, '好');
		expect(refusal(room.take(honest.sent[1]!, 'honest'))).toBe('accept');
		expect(room.doc().getText('minutes').toString()).toBe('你好');
	});

	it('a client id that was seen and has not written is kept for its person', () => {
		room.reserved.set(7, 'a');
		const a = writer(7);
		a.text.insert(0, 'a');
		expect(refusal(room.take(a.sent[0]!, 'b'))).toBe('foreign_author');
		expect(refusal(room.take(a.sent[0]!, 'a'))).toBe('accept');
	});

	it('a gap in somebody’s own clocks is refused', () => {
		const a = writer(7);
		a.text.insert(0, 'a');
		a.text.insert(1, 'b');
		expect(refusal(room.take(a.sent[1]!, 'a'))).toBe('gap');
		expect(refusal(room.take(a.sent[0]!, 'a'))).toBe('accept');
		expect(refusal(room.take(a.sent[1]!, 'a'))).toBe('accept');
	});

	it('what leans on text that never came is refused', () => {
		const a = writer(7);
		const b = writer(8);
		a.text.insert(0, 'abc');
		Y.applyUpdate(b.doc, a.sent[0]!, 'other');
		b.text.insert(1, 'x');
		expect(refusal(room.take(b.sent[0]!, 'b'))).toBe('gap');
		room.take(a.sent[0]!, 'a');
		expect(refusal(room.take(b.sent[0]!, 'b'))).toBe('accept');
	});

	it('a deletion of what is not there is refused', () => {
		const a = writer(7);
		a.text.insert(0, 'abc');
		const before = a.sent.length;
		a.text.delete(0, 1);
		expect(refusal(room.take(a.sent[before]!, 'a'))).toBe('gap');
	});

	it('a repeated update is nothing', () => {
		const a = writer(7);
		a.text.insert(0, 'abc');
		a.text.delete(0, 1);
		for (const update of a.sent) expect(refusal(room.take(update, 'a'))).toBe('accept');
		for (const update of a.sent) expect(refusal(room.take(update, 'a'))).toBe('nothing');
		expect(refusal(room.take(Y.encodeStateAsUpdate(a.doc), 'b', true))).toBe('nothing');
	});

	it('a step 2 that repeats all deletions brings only what is new', () => {
		const a = writer(7);
		a.text.insert(0, 'x'.repeat(500));
		for (let i = 0; i < 200; i++) a.text.delete(i, 1);
		const whole = Y.encodeStateAsUpdate(a.doc);
		room.take(whole, 'a', true);
		a.text.insert(0, 'new');
		const vector = Y.encodeStateVectorFromUpdate(whole);
		const step2 = Y.encodeStateAsUpdate(a.doc, vector);
		const verdict = room.take(step2, 'a', true);
		expect(refusal(verdict)).toBe('accept');
		const taken = verdict.kind === 'accept' ? verdict.update.bytes.length : 0;
		expect(taken).toBeLessThan(30);
		expect(step2.length).toBeGreaterThan(400);
		expect(room.doc().getText('minutes').toString()).toBe(a.text.toString());
	});

	it('an update that overlaps what is known is cut to what is new', () => {
		const a = writer(7);
		a.text.insert(0, 'abc');
		room.take(Y.encodeStateAsUpdate(a.doc), 'a');
		a.text.insert(3, 'def');
		expect(refusal(room.take(Y.encodeStateAsUpdate(a.doc), 'a'))).toBe('accept');
		expect(room.doc().getText('minutes').toString()).toBe('abcdef');
	});

	it('another’s text that is known already may come along; unknown may not', () => {
		const a = writer(7);
		const b = writer(8);
		a.text.insert(0, 'abc');
		Y.applyUpdate(b.doc, a.sent[0]!, 'other');
		b.text.insert(3, 'def');
		const both = Y.encodeStateAsUpdate(b.doc);
		const early = new Taken();
		early.take(a.sent[0]!.slice(), 'a');
		expect(refusal(early.take(both, 'b'))).toBe('accept');
		expect(early.doc().getText('minutes').toString()).toBe('abcdef');

		a.text.insert(0, '0');
		Y.applyUpdate(b.doc, a.sent[1]!, 'other');
		expect(refusal(early.take(Y.encodeStateAsUpdate(b.doc), 'b'))).toBe('foreign_author');
	});

	it('top-level types are those of the room’s kind, with their kind of content', () => {
		room.roots = { minutes: 'text', rows: 'array', cells: 'map', body: 'xml' };
		const update = (change: (doc: Y.Doc) => void) => {
			const doc = new Y.Doc();
			change(doc);
			const fresh = new Taken();
			fresh.roots = room.roots;
			return refusal(fresh.take(Y.encodeStateAsUpdate(doc), 'a'));
		};
		expect(update((doc) => doc.getText('minutes').insert(0, 'x'))).toBe('accept');
		expect(update((doc) => doc.getArray('rows').insert(0, [1]))).toBe('accept');
		expect(update((doc) => doc.getMap('cells').set('a', 1))).toBe('accept');
		expect(update((doc) => doc.getXmlFragment('body').insert(0, [new Y.XmlElement('p')]))).toBe(
			'accept'
		);
		expect(update((doc) => doc.getText('other').insert(0, 'x'))).toBe('not_allowed');
		expect(update((doc) => doc.getText('__proto__').insert(0, 'x'))).toBe('not_allowed');
		expect(update((doc) => doc.getMap('minutes').set('a', 1))).toBe('not_allowed');
		expect(update((doc) => doc.getArray('minutes').insert(0, [1]))).toBe('not_allowed');
		expect(update((doc) => doc.getText('body').insert(0, 'x'))).toBe('not_allowed');
	});

	it('a subdocument, a Skip and V2 are refused', () => {
		const sub = new Y.Doc();
		sub.getMap('cells').set('doc', new Y.Doc());
		expect(refusal(room.take(Y.encodeStateAsUpdate(sub), 'a'))).toBe('malformed');

		const a = writer(7);
		a.text.insert(0, 'a');
		a.text.insert(1, 'b');
		a.text.insert(2, 'c');
		const skipping = Y.mergeUpdates([a.sent[0]!, a.sent[2]!]);
		expect(refusal(room.take(skipping, 'a'))).toBe('malformed');
		expect(refusal(room.take(Y.encodeStateAsUpdateV2(a.doc), 'a'))).not.toBe('accept');
	});

	it('a document may not grow beyond its size', () => {
		const a = writer(7);
		a.text.insert(0, 'x'.repeat(MAX - 100));
		expect(refusal(room.take(a.sent[0]!, 'a'))).toBe('accept');
		a.text.insert(0, 'y'.repeat(200));
		expect(refusal(room.take(a.sent[1]!, 'a'))).toBe('too_large');
	});

	it('thousands of author ids in one frame are refused', () => {
		const doc = new Y.Doc();
		for (let i = 1; i <= 300; i++) {
			const one = new Y.Doc();
			one.clientID = i;
			one.getText('minutes').insert(0, 'x');
			Y.applyUpdate(doc, Y.encodeStateAsUpdate(one));
		}
		expect(refusal(room.take(Y.encodeStateAsUpdate(doc), 'a'))).toBe('too_large');
	});
});
