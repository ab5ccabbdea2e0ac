import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { PersonActor } from '#lib/kernel/actor.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import { HOUR, MINUTE } from '#lib/kernel/time.ts';
import { append, keepSnapshot } from '#lib/collab/store.server.ts';
import { scan } from '#lib/collab/update.server.ts';
import { GRID, openWorld, TUESDAY_9, type World } from '../../../tests/support/world.ts';
import { ROOT, roomOf } from './collab.ts';
import { freezeMinutes, openMeeting } from './commands.ts';
import { minutesFile } from './paper.server.ts';
import { PAPER_FORMATS } from './rules.paper.ts';
import { comparePage, draftPage, historyPage, versionPage } from './views.ts';

let world: World;
beforeAll(async () => {
	world = await openWorld();
});
beforeEach(() => {
	world.now = TUESDAY_9;
});
afterAll(() => world.close());

/** A meeting whose minutes two people write, each in a document of their own, as phones do. */
async function written() {
	const { leader } = world.people;
	const meeting = uuidv7();
	await world.run(leader, openMeeting, {
		id: meeting,
		kind: 'grid_talk',
		unit: GRID,
		title: '楼道堆物怎么办',
		place: '',
		startsAt: world.now + 10 * MINUTE,
		topics: ''
	});
	const docs = new Map<string, Y.Doc>();
	let all = new Y.Doc();
	let seq = 0;
	async function edit(who: PersonActor, change: (root: Y.XmlFragment) => void) {
		const doc = docs.get(who.id) ?? new Y.Doc();
		docs.set(who.id, doc);
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(all));
		const before = Y.encodeStateVector(doc);
		doc.transact(() => change(doc.getXmlFragment(ROOT)));
		const update = scan(Y.encodeStateAsUpdate(doc, before));
		Y.applyUpdate(all, update.bytes);
		seq += 1;
		await world.app.db.write((tx) =>
			append(
				tx,
				roomOf(meeting),
				seq,
				[{ person: who.id, update }],
				[{ client: doc.clientID, person: who.id }],
				world.now
			)
		);
		return seq;
	}
	const line = (text: string, name = 'paragraph') => {
		const element = new Y.XmlElement(name);
		element.insert(0, [new Y.XmlText(text)]);
		return element;
	};
	return {
		meeting,
		edit,
		line,
		async compact() {
			const small = new Y.Doc();
			Y.applyUpdate(small, Y.encodeStateAsUpdate(all));
			all = small;
			const state = Y.encodeStateAsUpdate(small);
			await world.app.db.write((tx) => keepSnapshot(tx, roomOf(meeting), seq, state, world.now));
		}
	};
}

const textOf = (root: Y.XmlFragment, at: number) =>
	(root.get(at) as Y.XmlElement).get(0) as Y.XmlText;

describe('history of minutes', () => {
	it('[ME-10] says who wrote what by the server’s own binding, and when', async () => {
		const { leader, member } = world.people;
		const { meeting, edit, line, compact } = await written();
		await edit(leader, (root) => root.push([line('周三前清空')]));
		world.now += 2 * MINUTE;
		await edit(member, (root) => textOf(root, 0).insert(5, '，各单元自己来'));
		world.now += MINUTE;
		await edit(leader, (root) => root.push([line('下次谈电瓶车')]));
		await compact();
		world.now += HOUR;
		await edit(leader, (root) => root.delete(1, 1));

		const view = await world.view(member, historyPage, { meeting });
		expect(view?.sessions).toMatchObject([
			{ name: leader.name, before: 3, after: 4 },
			{ name: leader.name, before: 0, after: 3, to: TUESDAY_9 + 3 * MINUTE },
			{ name: member.name, before: 1, after: 2 }
		]);
		expect(view?.paragraphs).toMatchObject([
			{
				text: '周三前清空，各单元自己来',
				by: [
					{ person: member.name, letters: 7 },
					{ person: leader.name, letters: 5 }
				]
			}
		]);
		expect(view).toMatchObject({ mayRestore: true, frozen: null, older: 0 });

		// Before and after the snapshot, from it and from the log.
		const versions = [1, 2, 3, 4].map(async (seq) => {
			const found = await world.view(member, versionPage, { meeting, seq });
			return found?.blocks.map((block) => ('runs' in block ? block.runs[0]?.text : ''));
		});
		expect(await Promise.all(versions)).toEqual([
			['周三前清空'],
			['周三前清空，各单元自己来'],
			['周三前清空，各单元自己来', '下次谈电瓶车'],
			['周三前清空，各单元自己来']
		]);
		expect(await world.view(member, versionPage, { meeting, seq: 5 })).toBeNull();
	});

	it('compares any two versions, also backwards and with nothing', async () => {
		const { leader } = world.people;
		const { meeting, edit, line } = await written();
		await edit(leader, (root) => root.push([line('周三前清空楼道')]));
		await edit(leader, (root) => {
			textOf(root, 0).delete(1, 1);
			textOf(root, 0).insert(1, '四');
			root.push([line('物业来搬', 'resolution')]);
		});
		const between = (from: number, to: number) =>
			world.view(leader, comparePage, { meeting, from, to });
		expect((await between(1, 2))?.changes).toMatchObject([
			{
				kind: 'changed',
				pieces: [
					{ text: '周' },
					{ kind: 'removed', text: '三' },
					{ kind: 'added', text: '四' },
					{ text: '前清空楼道' }
				]
			},
			{ kind: 'added', paragraph: { kind: 'resolution', by: [{ person: leader.name }] } }
		]);
		expect((await between(2, 1))?.changes).toMatchObject([
			{ kind: 'changed' },
			{ kind: 'removed' }
		]);
		expect(await between(0, 2)).toMatchObject({
			fromAt: null,
			toAt: TUESDAY_9,
			changes: [{ kind: 'added' }, { kind: 'added' }]
		});
		expect(await between(1, 7)).toBeNull();
	});

	it('[ME-10] is not for those who were not asked, and stays after the end', async () => {
		const { leader, member, stranger, strangerLeader } = world.people;
		const { meeting, edit, line } = await written();
		await edit(leader, (root) => root.push([line('周三前清空')]));
		for (const outsider of [stranger, strangerLeader]) {
			expect(await world.view(outsider, historyPage, { meeting })).toBeNull();
			expect(await world.view(outsider, comparePage, { meeting, from: 0, to: 1 })).toBeNull();
			expect(await world.view(outsider, versionPage, { meeting, seq: 1 })).toBeNull();
		}
		world.now += HOUR;
		const seen = (await world.view(leader, draftPage, { meeting }))?.hash ?? '';
		expect(await world.run(leader, freezeMinutes, { meeting, seen })).toMatchObject({
			kind: 'done'
		});
		const view = await world.view(member, historyPage, { meeting });
		expect(view?.frozen).toEqual({ by: leader.name, at: world.now });
		expect(view?.mayRestore).toBe(false);
		expect(view?.sessions).toHaveLength(1);
	});

	it('[ME-7] becomes a file for those who may read it', async () => {
		const { leader, member, stranger } = world.people;
		const { meeting, edit, line } = await written();
		await edit(member, (root) => root.push([line('周三前清空')]));
		const app = { ...world.app, now: () => world.now };
		const file = await minutesFile(app, leader, meeting, 'txt');
		expect(file?.body).toContain(`记录人：${member.name}`);
		expect(file?.body).toContain('周三前清空');
		for (const format of PAPER_FORMATS) {
			expect((await minutesFile(app, leader, meeting, format))?.name).toMatch(/草稿/);
			expect(await minutesFile(app, stranger, meeting, format)).toBeNull();
		}
		expect(await minutesFile(app, leader, uuidv7(), 'docx')).toBeNull();
	});
});
