import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PersonActor } from '#lib/kernel/actor.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import { DAY } from '#lib/kernel/time.ts';
import { honorsIn, RULE } from '../../../tests/support/honors.ts';
import { COMMUNITY, GRID, GRID_2, openWorld, type World } from '../../../tests/support/world.ts';
import { checkBoard, draftBoard, grantConsent, withdrawBoard } from './commands.ts';
import { CONSENT_TEXT } from './schema.ts';
import { consent } from './tables.server.ts';
import { boardList, boardPage, boardPreview, myConsent, publicUnits } from './views.ts';

let world: World;
let secretary: PersonActor;
let checker: PersonActor;
type Honors = ReturnType<typeof honorsIn>;
let served: Honors['served'];
let agree: Honors['agree'];
let takeBack: Honors['takeBack'];
let draft: Honors['draft'];
let approve: Honors['approve'];
let publish: Honors['publish'];
let published: Honors['published'];
let publicPage: Honors['publicPage'];

beforeEach(async () => {
	world = await openWorld();
	({ secretary, checker, served, agree, takeBack, draft, approve, publish, published, publicPage } =
		honorsIn(world));
});
afterEach(() => world.close());

describe('from hours to the public page', () => {
	it('lists who agreed, in order, with what the rank follows from', async () => {
		const { member, member2, volunteer, volunteer2 } = world.people;
		await agree(member);
		await agree(member2, 'family');
		await agree(volunteer2);
		await served(member, 120);
		await served(member, 60, GRID, 'B');
		await served(member2, 240);
		// Entered later: not counted (HN-1).
		await served(member2, 480, GRID, 'C');
		await served(volunteer, 600);
		await served(volunteer2, 30, GRID_2);
		await published();

		const page = await publicPage();
		const [board] = page?.boards ?? [];
		expect(board?.entries).toEqual([
			{ rank: 1, name: '史**', minutes: 240, minutesA: 240, minutesB: 0, entries: 1, sample: 1 },
			{ rank: 2, name: '林波玉', minutes: 180, minutesA: 120, minutesB: 60, entries: 2, sample: 2 }
		]);
		// Four people have hours, fewer than may be counted in public (HN-11).
		expect(board?.base).toEqual({ people: null, candidates: 3 });
		expect(board?.sentence).toContain('2026年11月1日至2026年11月24日 09:00');
		expect(board?.expiresAt).toBe(world.now + 30 * DAY);
		expect(JSON.stringify(page)).not.toContain(member.id);
	});

	it('[HN-3] ranks grids by minutes per person, and names nobody', async () => {
		const crowd = await world.crowd(8);
		for (const one of crowd.slice(0, 5)) await served(one, 60);
		await served(world.people.volunteer2, 900, GRID_2);
		await published('unit', { ...RULE, minSample: 5 });
		const [board] = (await publicPage())?.boards ?? [];
		// The second grid has two people on its roster: too few for a rank (HN-4).
		expect(board?.entries.map((e) => [e.rank, e.name, e.minutes])).toEqual([
			[1, '东海社区第一网格', 300]
		]);
		expect(board?.base.candidates).toBe(2);
	});

	it('[HN-2] a person without consent never appears', async () => {
		await served(world.people.volunteer, 600);
		expect((await draft()).outcome).toMatchObject({ kind: 'refused', code: 'nobody' });
	});

	it('[HN-2] a withdrawn consent leaves no trace: no name, no gap, no count', async () => {
		const { member, member2, volunteer } = world.people;
		for (const [person, minutes] of [
			[member, 300],
			[member2, 200],
			[volunteer, 100]
		] as const) {
			await agree(person);
			await served(person, minutes);
		}
		const id = await published();
		expect((await publicPage())?.boards[0]?.entries.map((e) => e.name)).toEqual([
			'林波玉',
			'史明',
			'王秀英'
		]);

		await takeBack(member);
		const page = await publicPage();
		expect(page?.boards[0]?.entries.map((e) => [e.rank, e.name])).toEqual([
			[1, '史明'],
			[2, '王秀英']
		]);
		expect(page?.boards[0]?.base.candidates).toBe(2);
		const inside = await world.view(secretary, boardPage, { board: id });
		expect(JSON.stringify([page, inside])).not.toContain('林波玉');

		// Agreeing again is for boards to come, not for this one.
		world.now += DAY;
		await agree(member);
		expect((await publicPage())?.boards[0]?.entries).toHaveLength(2);
	});

	it('[HN-2] the page read signed out changes with the withdrawal, whatever its tag was', async () => {
		const { member } = world.people;
		await agree(member);
		await served(member, 300);
		await published();
		const first = await world.app.readView('honors.public', { unit: COMMUNITY }, null);
		if (first.kind !== 'ok') throw new Error(first.kind);
		const again = await world.app.readView('honors.public', { unit: COMMUNITY }, null, first.etag);
		expect(again.kind).toBe('unchanged');
		await takeBack(member);
		const after = await world.app.readView('honors.public', { unit: COMMUNITY }, null, first.etag);
		expect(after.kind).toBe('ok');
		// The last name is gone, and with it the board.
		expect((await publicPage())?.boards).toEqual([]);
	});

	it('[HN-9] staff and secretaries are no candidates', async () => {
		const { guide, member } = world.people;
		for (const person of [guide, secretary, member]) {
			await agree(person);
			await served(person, 300);
		}
		await published();
		expect((await publicPage())?.boards[0]?.entries.map((e) => e.name)).toEqual(['林波玉']);
	});

	it('[HN-8] leaves by itself after 30 days', async () => {
		await agree(world.people.member);
		await served(world.people.member, 300);
		await published();
		world.now += 30 * DAY - 1;
		expect((await publicPage())?.boards).toHaveLength(1);
		expect(await world.view(null, publicUnits, {})).toEqual({
			units: [{ code: COMMUNITY, name: '东海社区', boards: 1 }]
		});
		world.now += 1;
		expect(await world.view(null, publicUnits, {})).toEqual({ units: [] });
		expect(await publicPage()).toMatchObject({ boards: [], corrections: [] });
	});

	it('[HN-8] taken down, the reason stands in its place until then', async () => {
		await agree(world.people.member);
		await served(world.people.member, 300);
		const board = await published();
		const reason = '有两次时长重复计算';
		expect(await world.run(secretary, withdrawBoard, { board, reason })).toMatchObject({
			kind: 'done'
		});
		expect(await publicPage()).toMatchObject({ boards: [], corrections: [{ reason }] });
		// Now a mended one may take its place.
		await published();
		expect((await publicPage())?.boards).toHaveLength(1);
		world.now += 31 * DAY;
		expect((await publicPage())?.corrections).toEqual([]);
	});
});

describe('a second person', () => {
	let board: string;
	beforeEach(async () => {
		await agree(world.people.member);
		await served(world.people.member, 300);
		board = (await draft()).id;
	});

	it('[HN-7] the drafter cannot check', async () => {
		expect(await approve(board, secretary)).toMatchObject({ kind: 'refused', code: 'own_draft' });
	});

	it('[HN-7] nothing is published that nobody has checked, or that was returned', async () => {
		expect(await publish(board)).toMatchObject({ kind: 'refused', code: 'not_checked' });
		const verdict = { id: uuidv7(), board, verdict: 'returned', reason: '时长不对' } as const;
		expect(await world.run(checker, checkBoard, verdict)).toMatchObject({ kind: 'done' });
		expect(await publish(board)).toMatchObject({ kind: 'refused', code: 'not_checked' });
		expect(await approve(board)).toMatchObject({ kind: 'refused', code: 'not_waiting' });
	});

	it('[HN-7] one board of a unit, month and kind is out at a time', async () => {
		await approve(board);
		await publish(board);
		expect(await publish(board)).toMatchObject({ kind: 'refused', code: 'already_published' });
		const { id } = await draft();
		await approve(id);
		expect(await publish(id)).toMatchObject({ kind: 'refused', code: 'already_published' });
	});

	it('a board on which nobody is left is not published', async () => {
		await approve(board);
		await takeBack(world.people.member);
		expect(await publish(board)).toMatchObject({ kind: 'refused', code: 'nobody' });
	});

	it('a draft is not taken down', async () => {
		const outcome = await world.run(secretary, withdrawBoard, { board, reason: '不需要了' });
		expect(outcome).toMatchObject({ kind: 'refused', code: 'not_published' });
	});

	it('[HN-1] a month to come has no board', async () => {
		const input = { id: uuidv7(), unit: COMMUNITY, month: '2026-12', rule: RULE } as const;
		const outcome = await world.run(secretary, draftBoard, { ...input, subject: 'volunteer' });
		expect(outcome).toMatchObject({ kind: 'refused', code: 'month_ahead' });
	});

	it('drafts are for secretaries; members see what is published', async () => {
		const { member, stranger, otherSecretary } = world.people;
		const list = (who: PersonActor) => world.view(who, boardList, { unit: COMMUNITY });
		expect((await list(checker))?.boards[0]).toMatchObject({
			state: 'draft',
			draftedBy: '郑书文',
			mine: { drafted: false, check: true, publish: false }
		});
		expect((await list(secretary))?.boards[0]?.mine.check).toBe(false);
		expect((await list(member))?.boards).toEqual([]);
		expect(await world.view(member, boardPage, { board })).toBeNull();
		expect(await list(stranger)).toBeNull();
		expect(await world.view(otherSecretary, boardPage, { board })).toBeNull();
		await approve(board);
		await publish(board);
		expect((await list(member))?.boards).toHaveLength(1);
		expect(await world.view(member, boardPage, { board })).toMatchObject({ state: 'published' });
		expect(await world.view(stranger, boardPage, { board })).toBeNull();
	});

	it('the preview is for those who may draft', async () => {
		const args = { unit: COMMUNITY, month: '2026-11', subject: 'volunteer', rule: RULE } as const;
		expect((await world.view(secretary, boardPreview, args))?.entries).toHaveLength(1);
		expect(await world.view(world.people.leader, boardPreview, args)).toBeNull();
		expect(await world.view(null, boardPreview, args)).toBeNull();
	});
});

describe('consent', () => {
	it('is kept word by word: every change, with the version that was read', async () => {
		const { member } = world.people;
		await agree(member, 'family');
		world.now += DAY;
		await takeBack(member);
		await takeBack(member);
		const rows = await world.app.db.read((q) => q.select().from(consent));
		expect(rows.map((r) => [r.change, r.text, r.shownAs])).toEqual([
			['granted', CONSENT_TEXT, 'family'],
			['withdrawn', null, null]
		]);
		const mine = await world.view(member, myConsent, {});
		expect(mine).toMatchObject({ given: null, names: { full: '林波玉', family: '林**' } });
		expect(mine?.log.map((l) => l.change)).toEqual(['withdrawn', 'granted']);
		expect((await world.view(world.people.member2, myConsent, {}))?.log).toEqual([]);
	});

	it('says where the name stands now', async () => {
		const { member } = world.people;
		await agree(member);
		await served(member, 300);
		await published();
		expect((await world.view(member, myConsent, {}))?.shownOn).toMatchObject([
			{ unit: COMMUNITY, unitName: '东海社区', month: '2026-11' }
		]);
	});

	it('to another text than today’s is not taken', async () => {
		const outcome = await world.run(world.people.member, grantConsent, {
			id: uuidv7(),
			purpose: 'red_board',
			text: 'red_board-0',
			shownAs: 'full'
		});
		expect(outcome).toMatchObject({ kind: 'refused', code: 'old_text' });
	});
});
