import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { ByteReader, ByteWriter } from '#lib/collab/bytes.ts';
import { documentAuthors, documentState, sealDocument } from '#lib/collab/documents.server.ts';
import { docLog, docSnapshot } from '#lib/collab/tables.server.ts';
import { entriesOf } from '#lib/collab/store.server.ts';
import { CLOSE } from '#lib/collab/wire.ts';
import { contentOf, edit, mutate, writeTogether } from './documents.ts';
import { random } from './random.ts';
import { connect, raw, startRooms, until, type Editor, type RoomsServer } from './server.ts';

const ROOM = 'meetings/m1';
const updateMessage = (update: Uint8Array) =>
	new ByteWriter().varUint(0).varUint(2).varBytes(update).done();

let server: RoomsServer;
let editors: Editor[] = [];

async function open(person: string, room = ROOM, doc?: Y.Doc): Promise<Editor> {
	const editor = connect(server, person, room, doc ? { doc } : {});
	editors.push(editor);
	await editor.synced();
	return editor;
}

async function storedText(): Promise<string> {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, await server.rooms.snapshot(ROOM));
	return doc.getText('text').toString();
}

const agree = (...all: Editor[]) =>
	until(() => {
		const [first, ...others] = all.map((e) => JSON.stringify(contentOf(e.doc)));
		return others.every((content) => content === first);
	});

beforeEach(async () => {
	server = await startRooms();
});
afterEach(async () => {
	for (const editor of editors) editor.destroy();
	editors = [];
	await server.close();
});

describe('rooms', () => {
	it('two standard clients write one document', async () => {
		const [a, b] = await Promise.all([open('a'), open('b')]);
		const chance = random(4);
		for (let n = 0; n < 200; n++) {
			edit(chance.pick([a, b]).doc, chance);
			if (n % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 2));
		}
		await agree(a, b);
		expect(a.text.length).toBeGreaterThan(0);
		const state = new Y.Doc();
		Y.applyUpdate(state, await server.rooms.snapshot(ROOM));
		expect(contentOf(state)).toEqual(contentOf(a.doc));
	});

	it('the text survives a restart, and what was typed meanwhile is merged', async () => {
		const [a, b] = await Promise.all([open('a'), open('b')]);
		a.text.insert(0, '一、路灯。');
		await agree(a, b);
		b.provider.disconnect();
		b.text.insert(b.text.length, '二、停车。');
		await server.restart();
		await until(() => a.provider.synced);
		a.text.insert(0, '议题：');
		b.provider.connect();
		await until(() => b.provider.synced);
		await agree(a, b);
		const late = await open('c');
		expect(late.text.toString()).toBe(a.text.toString());
		expect(late.text.toString()).toContain('议题：');
		expect(late.text.toString()).toContain('二、停车。');
	});

	it('who types offline and goes on at the very moment of return is not sent away', async () => {
		const [a, b] = await Promise.all([open('a'), open('b')]);
		for (let round = 0; round < 10; round++) {
			b.provider.disconnect();
			b.text.insert(b.text.length, '离');
			b.provider.connect();
			// The socket is open, and what was typed offline has not been asked for yet.
			await until(() => b.provider.wsconnected);
			b.text.insert(b.text.length, '线');
			await agree(a, b);
		}
		expect(a.text.toString()).toBe('离线'.repeat(10));
		expect(b.closings()).toBe(0);
	});

	it('what never joins is asked for a few times, then its sender is sent away', async () => {
		const doc = new Y.Doc();
		const updates: Uint8Array[] = [];
		doc.on('update', (update: Uint8Array) => void updates.push(update));
		for (let n = 0; n < 40; n++) doc.getText('text').insert(n, 'x');
		const sender = await raw(server, 'a', ROOM);
		const nothing = new ByteWriter().varUint(0).varUint(1).varBytes(Uint8Array.of(0, 0)).done();
		for (const update of updates.slice(1)) {
			sender.ws.send(nothing);
			sender.ws.send(updateMessage(update));
		}
		expect((await sender.closed).code).toBe(CLOSE.gap);
		const asked = sender.messages.filter((m) => m[0] === 0 && m[1] === 0);
		expect(asked.length).toBe(1 + 5);
	});

	it('who wrote is what the server saw, whatever a client says', async () => {
		const [a, b] = await Promise.all([open('a'), open('b')]);
		a.text.insert(0, 'a');
		b.text.insert(0, 'b');
		await agree(a, b);
		const authors = await server.db.read((q) => documentAuthors(q, ROOM));
		expect(authors.map((one) => one.person).sort()).toEqual(['a', 'b']);
		const rows = await server.db.read((q) => q.select().from(docLog));
		expect(rows.flatMap((row) => row.people).sort()).toEqual(['a', 'b']);
	});

	it('presence carries the session’s name, not the sender’s', async () => {
		const [a, b] = await Promise.all([open('a'), open('b')]);
		a.provider.awareness.setLocalState({ user: { name: '县长', color: '#123456', id: 'b' } });
		const seen = () => b.provider.awareness.getStates().get(a.doc.clientID)?.['user'] as unknown;
		await until(() => seen() !== undefined);
		expect(seen()).toEqual({ id: 'a', name: '姓名a', color: '#123456' });
		a.provider.destroy();
		await until(() => seen() === undefined);
	});

	it('presence under another’s client id is passed over, and may not be written under', async () => {
		const [a, b] = await Promise.all([open('a'), open('b')]);
		a.provider.awareness.setLocalState({ user: { name: 'a' } });
		await until(() => b.provider.awareness.getStates().has(a.doc.clientID));
		// a has shown its id and not written yet: b tries to be first.
		const squat = new ByteWriter().varUint(1).varUint(1).varUint(a.doc.clientID).varUint(0);
		const attack = squat.raw(Uint8Array.of(0)).varUint(1000).varUint(0).done();
		const attacker = await raw(server, 'b', ROOM);
		attacker.ws.send(updateMessage(attack));
		expect(await attacker.closed).toEqual({ code: CLOSE.foreign_author, reason: 'foreign_author' });
		a.text.insert(0, '你好');
		await until(() => b.text.toString() === '你好');
	});

	it('a reader reads, and is closed with a reason when it writes', async () => {
		server.access.set('r', 'read');
		const a = await open('a');
		a.text.insert(0, '定稿');
		await new Promise((resolve) => setTimeout(resolve, 50));
		const stored = await storedText();
		expect(stored).toBe('定稿');
		const reader = connect(server, 'r', ROOM);
		editors.push(reader);
		await until(() => reader.text.toString() === '定稿');
		reader.text.insert(0, 'x');
		await until(() => reader.closedWith() !== null);
		expect(reader.closedWith()).toEqual({ code: CLOSE.read_only, reason: 'read_only' });
		expect(await storedText()).toBe(stored);
		expect(a.text.toString()).toBe('定稿');
	});

	it('an offline edit that comes after the right was lost is refused whole', async () => {
		const [a, b] = await Promise.all([open('a'), open('b')]);
		a.text.insert(0, 'abc');
		await agree(a, b);
		b.provider.disconnect();
		b.text.insert(0, '离线写的');
		server.access.set('b', 'read');
		b.provider.connect();
		await until(() => b.closedWith()?.code === CLOSE.read_only);
		expect(a.text.toString()).toBe('abc');
		expect(b.text.toString()).toBe('离线写的abc');
	});

	it('rights that were lost close the socket within a second', async () => {
		const [a, b] = await Promise.all([open('a'), open('b')]);
		const started = performance.now();
		server.access.set('b', 'none');
		server.changed('b');
		await until(() => b.closedWith() !== null, 1_000);
		expect(performance.now() - started).toBeLessThan(1_000);
		expect(b.closedWith()).toEqual({ code: CLOSE.not_available, reason: 'not_available' });
		expect(a.closedWith()).toBeNull();
	});

	it('rights that were cut bring the client back to read, and back to write', async () => {
		const [a, b] = await Promise.all([open('a'), open('b')]);
		server.access.set('b', 'read');
		server.changed('b');
		await until(() => b.closedWith()?.code === CLOSE.rights_changed, 1_000);
		await until(() => b.provider.wsconnected);
		a.text.insert(0, '还看得见');
		await until(() => b.text.toString() === '还看得见');
		const before = b.closings();
		server.access.set('b', 'write');
		server.changed('b');
		await until(() => b.closings() > before && b.provider.synced);
		b.text.insert(0, '又能写：');
		await until(() => a.text.toString() === '又能写：还看得见');
	});

	it('a session that ended closes its sockets', async () => {
		const [a, b] = await Promise.all([open('a'), open('b')]);
		server.revoke('b', 'session-of-b');
		await until(() => b.closedWith() !== null, 1_000);
		expect(b.closedWith()?.code).toBe(CLOSE.signed_out);
		expect(a.closedWith()).toBeNull();
	});

	it('who is not signed in, may not come in, or asks for nothing is told so', async () => {
		server.signedOut.add('gone');
		expect((await (await raw(server, 'gone', ROOM)).closed).code).toBe(CLOSE.signed_out);
		server.access.set('stranger', 'none');
		expect((await (await raw(server, 'stranger', ROOM)).closed).code).toBe(CLOSE.not_available);
		for (const room of ['posts/p1', 'meetings/', 'meetings/a/b', 'meetings/%2e%2e', '', '%']) {
			await expect(raw(server, 'a', room)).rejects.toThrow('404');
		}
	});

	it('a page of another origin gets no socket', async () => {
		const own = `http://127.0.0.1:${server.port}`;
		await expect(raw(server, 'a', ROOM, { origin: 'https://evil.example' })).rejects.toThrow('403');
		await expect(raw(server, 'a', ROOM, { origin: `${own}.evil.example` })).rejects.toThrow('403');
		await expect(raw(server, 'a', ROOM, { origin: 'null' })).rejects.toThrow('403');
		// Without a proxy of ours nobody may say where the page came from.
		await expect(
			raw(server, 'a', ROOM, { origin: 'https://x.example', 'x-forwarded-host': 'x.example' })
		).rejects.toThrow('403');
		(await raw(server, 'a', ROOM, { origin: own })).ws.close();
	});

	it('a document that was sealed takes nothing more, even what is on its way', async () => {
		const [a, b] = await Promise.all([open('a'), open('b')]);
		a.text.insert(0, '决议');
		await agree(a, b);
		const frozen = await server.db.write(async (tx) => {
			await sealDocument(tx, ROOM, 'a', 1);
			return documentState(tx, ROOM);
		});
		a.text.insert(2, '太晚');
		await until(() => a.closedWith() !== null);
		expect(a.closedWith()?.code).toBe(CLOSE.read_only);
		expect(await server.rooms.snapshot(ROOM)).toEqual(frozen);
		expect(b.text.toString()).toBe('决议');
		await until(() => b.provider.synced && b.closedWith()?.code === CLOSE.rights_changed);
		b.text.insert(0, 'x');
		await until(() => b.closedWith()?.code === CLOSE.read_only);
	});

	it('a step 2 of deletions that are known is neither stored nor passed on', async () => {
		const a = await open('a');
		a.text.insert(0, 'abcdef');
		for (let i = 0; i < 5; i++) a.text.delete(0, 1);
		await until(() => server.rooms.counts().rooms === 1);
		const b = await open('b');
		const heard: Uint8Array[] = [];
		b.doc.on('update', (update: Uint8Array) => void heard.push(update));
		const rows = () => server.db.read((q) => q.select().from(docLog));
		await agree(a, b);
		const before = (await rows()).length;
		for (let i = 0; i < 5; i++) {
			a.provider.disconnect();
			a.provider.connect();
			await a.synced();
		}
		expect((await rows()).length).toBe(before);
		expect(heard).toEqual([]);
	});

	it('compaction says what Yjs says, and the log keeps everything', async () => {
		const a = await open('a');
		const chance = random(31);
		for (let n = 0; n < 1_500; n++) {
			edit(a.doc, chance);
			if (n % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
		}
		const content = contentOf(a.doc);
		a.provider.disconnect();
		await until(() => server.rooms.counts().rooms === 0);
		const snapshots = await server.db.read((q) => q.select().from(docSnapshot));
		expect(snapshots.length).toBe(1);
		const snapshot = snapshots[0]!;
		const compacted = new Y.Doc();
		Y.applyUpdate(compacted, snapshot.state);
		expect(snapshot.state).toEqual(Buffer.from(Y.encodeStateAsUpdate(compacted)));
		const stored = new Y.Doc();
		Y.applyUpdate(stored, await server.rooms.snapshot(ROOM));
		expect(contentOf(stored)).toEqual(content);
		const rows = await server.db.read((q) => q.select().from(docLog));
		expect(rows.map((row) => row.seq)).toEqual(rows.map((_, i) => i + 1));
		expect(snapshot.seq).toBeGreaterThan(1);
		// From the log alone: the snapshot is a short cut, not the truth.
		const replayed = new Y.Doc();
		for (const row of rows) {
			for (const { bytes } of entriesOf(row.updates)) Y.applyUpdate(replayed, bytes);
		}
		expect(contentOf(replayed)).toEqual(content);

		const b = await open('b');
		expect(contentOf(b.doc)).toEqual(content);
		a.provider.connect();
		await a.synced();
		a.text.insert(0, '后来');
		await agree(a, b);
		await server.restart();
		const c = await open('c');
		await agree(a, b, c);
	});

	it('writes while it is compacted are in neither twice nor lost', async () => {
		const [a, b] = await Promise.all([open('a'), open('b')]);
		const chance = random(77);
		for (let n = 0; n < 4_000; n++) {
			edit(chance.pick([a, b]).doc, chance);
			if (n % 25 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
		}
		await agree(a, b);
		const content = contentOf(a.doc);
		const snapshots = await server.db.read((q) => q.select().from(docSnapshot));
		expect(snapshots.length).toBe(1);
		a.provider.disconnect();
		b.provider.disconnect();
		await until(() => server.rooms.counts().rooms === 0);
		const c = await open('c');
		expect(contentOf(c.doc)).toEqual(content);
	});
});

describe('hostile frames', () => {
	it('10,000 mutated updates and 10,000 random frames: the sender pays, the document does not', async () => {
		const [a, b] = await Promise.all([open('a'), open('b')]);
		const minutes = (editor: Editor) => editor.doc.getText('minutes');
		minutes(a).insert(0, '会议记录');
		await until(() => minutes(b).length === 4);
		const chance = random(99);
		const own = writeTogether(random(5), 2, 150).updates.map((u) => u.update);
		const recorded = [...own, Y.encodeStateAsUpdate(a.doc)];
		let closes = 0;
		let sent = 0;
		let sane = 0;
		const codes = new Set<number>();
		while (sent < 20_000) {
			// Each attacker is a person of its own, so that what does pass is its own text.
			const attacker = await raw(server, `attacker${closes}`, ROOM);
			let ended = false;
			let letGo = false;
			void attacker.closed.then(({ code }) => {
				ended = true;
				if (!letGo) codes.add(code);
			});
			for (let n = 0; n < 40 && !ended && sent < 20_000; n++) {
				const frame =
					sent++ % 2 === 0
						? updateMessage(mutate(chance.pick(recorded), chance))
						: chance.bytes(1 + chance(200));
				attacker.ws.send(frame);
			}
			await Promise.race([attacker.closed, new Promise((resolve) => setTimeout(resolve, 20))]);
			if (!ended) {
				sane += 1;
				letGo = true;
				attacker.ws.terminate();
			}
			closes += 1;
		}
		expect(closes).toBeGreaterThan(400);
		expect(sane).toBeLessThan(closes / 10);
		for (const code of codes) expect(Object.values(CLOSE)).toContain(code);
		// Nothing of them is left but the two who were there.
		await until(() => server.rooms.counts().connections === 2);
		expect(a.closedWith()).toBeNull();
		expect(b.closedWith()).toBeNull();
		minutes(a).insert(0, '第一次');
		await until(() => minutes(b).toString() === '第一次会议记录');
		const late = await open('late');
		await agree(a, b, late);
		expect(minutes(late).toString()).toBe('第一次会议记录');
		expect(late.doc.store.pendingStructs).toBeNull();
		expect(late.doc.store.pendingDs).toBeNull();
	}, 60_000);

	it('a frame of more than 256 KB ends with 1009', async () => {
		const attacker = await raw(server, 'x', ROOM);
		attacker.ws.send(new Uint8Array(300 * 1024));
		expect((await attacker.closed).code).toBe(1009);
	});

	it('text frames, unknown kinds and empty frames end with a reason', async () => {
		for (const frame of ['hello', Uint8Array.of(), Uint8Array.of(9), Uint8Array.of(0, 7, 0)]) {
			const attacker = await raw(server, 'x', ROOM);
			attacker.ws.send(frame);
			expect(await attacker.closed).toEqual({ code: CLOSE.malformed, reason: 'malformed' });
		}
	});
});

describe('when something is wrong around it', () => {
	it('a full disk: nobody sees what was not stored, and it is stored when there is room', async () => {
		const [a, b] = await Promise.all([open('a'), open('b')]);
		a.text.insert(0, '存下的');
		await agree(a, b);
		server.diskFull = true;
		a.text.insert(3, '没存的');
		await until(() => a.closedWith()?.code === CLOSE.storage);
		expect(b.text.toString()).toBe('存下的');
		await new Promise((resolve) => setTimeout(resolve, 300));
		expect(b.text.toString()).toBe('存下的');
		server.diskFull = false;
		await until(() => b.text.toString() === '存下的没存的');
		await server.restart();
		expect((await open('c')).text.toString()).toBe('存下的没存的');
	});

	it('a reader that stops is left behind, costs little, and is caught up', async () => {
		await server.close();
		server = await startRooms({ docBytes: 64 * 1024 * 1024 });
		const a = await open('a');
		const slow = await raw(server, 'slow', ROOM);
		const empty = Uint8Array.of(0);
		slow.ws.send(new ByteWriter().varUint(0).varUint(0).varBytes(empty).done());
		await until(() => slow.messages.length >= 2);
		slow.ws.pause();
		const page = '长'.repeat(20_000);
		for (let n = 0; n < 100; n++) {
			a.text.insert(a.text.length, page);
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
		const b = await open('b');
		await agree(a, b);
		// 6 MB were told to those who listen; to this one, what fits in the way there.
		expect(server.rooms.counts().queued).toBeGreaterThan(0);
		expect(server.rooms.counts().queued).toBeLessThan(1024 * 1024);
		expect(server.rooms.counts().connections).toBe(3);
		slow.ws.resume();
		const doc = new Y.Doc();
		const length = () => {
			for (const message of slow.messages.splice(0)) {
				const reader = new ByteReader(message);
				if (reader.varUint() === 0 && reader.varUint() > 0) Y.applyUpdate(doc, reader.varBytes());
			}
			return doc.getText('text').length;
		};
		await until(() => length() === a.text.length, 10_000);
		a.text.insert(0, '还在');
		await until(() => length() === a.text.length);
		slow.ws.close();
	});

	it('a session is asked for again every five minutes, without any event', async () => {
		vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] });
		try {
			await server.close();
			server = await startRooms();
			const [stays, goes] = await Promise.all([raw(server, 'a', ROOM), raw(server, 'b', ROOM)]);
			let closed: number | null = null;
			void goes.closed.then(({ code }) => (closed = code));
			server.signedOut.add('b');
			for (let minute = 0; minute < 6 * 3; minute++) {
				if (minute < 14) expect(closed).toBeNull();
				vi.advanceTimersByTime(20_000);
				// Heartbeats are answered over a real network.
				await new Promise((resolve) => setTimeout(resolve, 20));
			}
			await new Promise((resolve) => setTimeout(resolve, 100));
			expect(closed).toBe(CLOSE.signed_out);
			expect(stays.ws.readyState).toBe(stays.ws.OPEN);
			stays.ws.close();
		} finally {
			vi.useRealTimers();
		}
	});

	it('a peer that is gone without a word is let go of', async () => {
		vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] });
		try {
			await server.close();
			server = await startRooms();
			const gone = await raw(server, 'a', ROOM);
			gone.ws.pause();
			for (let beat = 0; beat < 3; beat++) {
				vi.advanceTimersByTime(20_000);
				await new Promise((resolve) => setTimeout(resolve, 20));
			}
			await until(() => server.rooms.counts().connections === 0);
			gone.ws.terminate();
		} finally {
			vi.useRealTimers();
		}
	});
});

describe('limits', () => {
	it('too many sockets of one person, and of one address', async () => {
		await server.close();
		server = await startRooms({ perPerson: 2, perAddress: 3 });
		await open('a');
		await open('a');
		expect((await (await raw(server, 'a', ROOM)).closed).code).toBe(CLOSE.too_many);
		const third = await open('b');
		expect((await (await raw(server, 'c', ROOM)).closed).code).toBe(CLOSE.too_many);
		third.destroy();
		await until(() => server.rooms.counts().connections === 2);
		await open('c');
	});

	it('who sends too fast is held back, and far too fast is sent away', async () => {
		await server.close();
		server = await startRooms({ rate: 100, burst: 20 });
		const a = await open('a');
		const b = await open('b');
		const started = performance.now();
		for (let n = 0; n < 60; n++) a.text.insert(n, 'x');
		await until(() => b.text.length === 60);
		a.text.insert(60, '后');
		await until(() => b.text.length === 61);
		expect(performance.now() - started).toBeGreaterThan(200);
		expect(a.closedWith()).toBeNull();

		const flood = await raw(server, 'flood', ROOM);
		for (let n = 0; n < 2_000; n++) flood.ws.send(Uint8Array.of(3));
		expect((await flood.closed).code).toBe(CLOSE.too_fast);
	});

	it('a room that nobody has open is let go of', async () => {
		const many = await Promise.all(
			Array.from({ length: 20 }, (_, i) => open('a', `meetings/r${i}`))
		);
		many.forEach((one, i) => one.text.insert(0, `会议${i}`));
		expect(server.rooms.counts()).toMatchObject({ rooms: 20, connections: 20 });
		await until(() => many.every((one) => one.provider.synced));
		await new Promise((resolve) => setTimeout(resolve, 100));
		for (const one of many) one.provider.disconnect();
		await until(() => server.rooms.counts().rooms === 0);
		expect((await open('b', 'meetings/r7')).text.toString()).toBe('会议7');
	});
});
