/** Minutes and lists: texts that were typed together, and what was made a record of them. */
import * as Y from 'yjs';
import { append } from '#lib/collab/store.server.ts';
import { scan } from '#lib/collab/update.server.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import { DAY, dayOf, HOUR, MINUTE, startOfDay } from '#lib/kernel/time.ts';
import { draftRows, roomOf as listRoom, ROOT as ROWS } from '#lib/lists/collab.ts';
import { openList, publishVersion } from '#lib/lists/commands.ts';
import { hashOfRows } from '#lib/lists/rules.hash.ts';
import type { ListKind } from '#lib/lists/schema.ts';
import { blocksOf, roomOf as minutesRoom, ROOT as MINUTES } from '#lib/meetings/collab.ts';
import { freezeMinutes, openMeeting, takeAttendance } from '#lib/meetings/commands.ts';
import { invitedTo } from '#lib/meetings/repo.server.ts';
import { hashOfBlocks } from '#lib/meetings/rules.minutes.ts';
import type { MinutesBlock } from '#lib/meetings/schema.ts';
import { peopleNames } from '#lib/roster/repo.server.ts';
import type { App } from '../app.server.ts';
import { Story } from './acting.server.ts';
import { COMMUNITY } from './posts.server.ts';
import { corridorMinutes, DEMANDS, parkingMinutes, RESOURCES, type DemoRow } from './texts.ts';

const GRID = `${COMMUNITY}001`;
const STEP = 1_024;

/** Keeps a document as if this person had typed it. */
async function typed(story: Story, room: string, person: string, doc: Y.Doc, at: number) {
	const update = scan(Y.encodeStateAsUpdate(doc));
	const claims = [{ client: doc.clientID, person }];
	await story.app.db.write((tx) => append(tx, room, 1, [{ person, update }], claims, at));
}

/** A meeting that was: frozen minutes; one of this week, still being written; one to come. */
export async function loadMeetings(app: App, now = Date.now()): Promise<void> {
	const story = new Story(app, now);
	const [leader] = await story.people(GRID, ['grid_leader']);
	if (!leader) return;
	const evening = (days: number) => startOfDay(dayOf(now + days * DAY), '19:00');
	const due = dayOf(now + 3 * DAY);
	await meet(story, leader, {
		title: '楼道堆物怎么办',
		startsAt: evening(-16),
		topics: '消防通道被杂物占了怎么办\n电动车进楼充电',
		write: (names) => corridorMinutes(names, due),
		frozen: true
	});
	await meet(story, leader, {
		title: '充电排队怎么排',
		startsAt: evening(-2),
		topics: '上次的事办得怎么样\n电动车充电排队',
		write: parkingMinutes,
		frozen: false
	});
	await meet(story, leader, {
		title: '冬天防滑和老人出行',
		startsAt: evening(3),
		topics: '台阶防滑条\n谁家老人要人陪着买菜',
		write: null,
		frozen: false
	});
}

interface Meet {
	readonly title: string;
	readonly startsAt: number;
	readonly topics: string;
	readonly write: ((names: readonly string[]) => readonly MinutesBlock[]) | null;
	readonly frozen: boolean;
}

async function meet(story: Story, leader: string, told: Meet): Promise<void> {
	const { title, startsAt, topics } = told;
	const id = uuidv7();
	const openedAt = Math.min(startsAt - 4 * DAY, story.now - HOUR);
	const place = '东海社区服务站二楼';
	const input = { id, kind: 'grid_talk', unit: GRID, title, place, startsAt, topics } as const;
	await story.does(leader, openMeeting, input, openedAt);
	if (!told.write) return;

	const invited = await story.app.db.read((q) => invitedTo(q, id));
	const marks = invited.map((person, i) =>
		i % 4 === 3
			? { person, status: 'absent' as const, reason: i % 8 === 3 ? '出海' : '上班' }
			: { person, status: 'present' as const, reason: '' }
	);
	await story.does(leader, takeAttendance, { meeting: id, marks }, startsAt + 10 * MINUTE);
	const present = marks.filter((mark) => mark.status === 'present').map((mark) => mark.person);
	const names = await story.app.db.read((q) => peopleNames(q, present));

	const doc = new Y.Doc();
	write(doc, told.write(present.flatMap((person) => names.get(person) ?? []).slice(0, 3)));
	await typed(story, minutesRoom(id), leader, doc, startsAt + 90 * MINUTE);
	if (told.frozen) {
		const seen = hashOfBlocks(blocksOf(doc));
		await story.does(leader, freezeMinutes, { meeting: id, seen }, startsAt + 2 * HOUR);
	}
	doc.destroy();
}

/** The blocks as the editor would have made them. */
function write(doc: Y.Doc, blocks: readonly MinutesBlock[]): void {
	const root = doc.getXmlFragment(MINUTES);
	doc.transact(() => {
		for (const block of blocks) {
			const element = new Y.XmlElement(block.type);
			root.push([element]);
			if (block.type === 'statement') element.setAttribute('speaker', block.speaker);
			if (block.type === 'action') {
				element.setAttribute('owner', block.owner);
				element.setAttribute('due', block.due);
			}
			if (!('runs' in block)) continue;
			const text = new Y.XmlText();
			element.push([text]);
			for (const run of block.runs) text.insert(text.length, run.text);
		}
	});
}

/** What the grid needs and what it has, both published once; the demand list grows on. */
export async function loadLists(app: App, now = Date.now()): Promise<void> {
	const story = new Story(app, now);
	const [leader] = await story.people(GRID, ['grid_leader']);
	if (!leader) return;
	await keep(story, leader, 'demand', '第一网格需求清单', DEMANDS);
	await keep(story, leader, 'resource', '第一网格资源清单', RESOURCES);
}

async function keep(
	story: Story,
	leader: string,
	kind: ListKind,
	title: string,
	rows: readonly DemoRow[]
): Promise<void> {
	const id = uuidv7();
	const at = startOfDay(dayOf(story.now - 6 * DAY), '09:30');
	await story.does(leader, openList, { id, unit: GRID, kind, title }, at);
	const doc = new Y.Doc();
	doc.transact(() => {
		rows.forEach(({ until, ...row }, i) => {
			const map = new Y.Map<unknown>();
			doc.getMap(ROWS).set(uuidv7(), map);
			const fields = { ...row, until: until === null ? '' : dayOf(story.now + until * DAY) };
			for (const [name, value] of Object.entries(fields)) {
				const together = name === 'title' || name === 'place' || name === 'note';
				map.set(name, together ? new Y.Text(value) : value);
			}
			map.set('order', STEP * (i + 1));
		});
	});
	await typed(story, listRoom(id), leader, doc, at + HOUR);
	const input = { id: uuidv7(), list: id, seen: hashOfRows(draftRows(doc)), note: '' };
	await story.does(leader, publishVersion, { ...input, allowAlike: false }, at + 2 * HOUR);
	doc.destroy();
}
