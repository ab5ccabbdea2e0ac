import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, type BrowserContext, type CDPSession, type Page } from '@playwright/test';
import { build } from 'vite';
import { connect, startRooms, type Editor, type RoomsServer } from '../collab/server.ts';

const HTML = `<!doctype html><meta charset="utf-8"><title>room</title>
<body><textarea rows="6" cols="40"></textarea><script type="module" src="/page.js"></script>`;

let script = '';
let server: RoomsServer;
let other: Editor;

test.beforeAll(async () => {
	const out = mkdtempSync(path.join(tmpdir(), 'geli-page-'));
	await build({
		configFile: false,
		logLevel: 'error',
		build: {
			outDir: out,
			lib: {
				entry: path.resolve(import.meta.dirname, '../collab/page.ts'),
				formats: ['es'],
				fileName: 'page'
			}
		}
	});
	script = readFileSync(path.join(out, 'page.js'), 'utf8');
	rmSync(out, { recursive: true });
});

test.beforeEach(async () => {
	server = await startRooms({}, {}, (url) =>
		url === '/page.js' ? ['text/javascript', script] : ['text/html', HTML]
	);
	other = connect(server, 'other', 'meetings/m1');
	await other.synced();
});

test.afterEach(async () => {
	other.destroy();
	await server.close();
});

async function open(context: BrowserContext, person = 'a'): Promise<Page> {
	const page = await context.newPage();
	await page.goto(`http://127.0.0.1:${server.port}/?person=${person}`);
	await expect(page.locator('body')).toHaveAttribute('data-bound', 'true');
	return page;
}

const said = (page: Page, what: string, value: string) =>
	expect(page.locator('body')).toHaveAttribute(`data-${what}`, value);
const field = (page: Page) => page.locator('textarea');
const theirs = () => other.text.toString();

/** Types pinyin as an input method does, and stops before it is confirmed. */
async function compose(cdp: CDPSession, ...steps: string[]): Promise<void> {
	for (const text of steps) {
		await cdp.send('Input.imeSetComposition', {
			text,
			selectionStart: text.length,
			selectionEnd: text.length
		});
	}
}

test('two people write, see each other’s carets, and are told when all is stored', async ({
	context
}) => {
	const page = await open(context);
	await said(page, 'status', 'connected');
	await field(page).pressSequentially('会议记录');
	await expect.poll(theirs).toBe('会议记录');
	await said(page, 'saved', 'true');

	other.provider.awareness.setLocalState({ user: { name: '冒名' } });
	await said(page, 'people', '姓名other');
	other.text.insert(0, '第一次');
	await expect(field(page)).toHaveValue('第一次会议记录');
	// The caret stayed behind what was typed.
	await field(page).pressSequentially('。');
	await expect.poll(theirs).toBe('第一次会议记录。');
	const second = await open(context, 'b');
	await field(second).focus();
	await field(second).evaluate((element: HTMLTextAreaElement) => element.setSelectionRange(3, 5));
	await said(page, 'carets', '姓名b:3-5');
});

test('what was typed offline stays over a reload and is merged', async ({ context }) => {
	const page = await open(context);
	await field(page).pressSequentially('甲');
	await said(page, 'saved', 'true');
	await page.waitForTimeout(300);
	await context.setOffline(true);
	// The page's own files come from memory: only the rooms are out of reach.
	await page.evaluate(() => globalThis.room.state.current.status);
	await field(page).pressSequentially('乙');
	await said(page, 'saved', 'false');
	await page.waitForTimeout(300);
	other.text.insert(0, '丙');
	await page.close();
	await context.setOffline(false);
	await server.restart();

	// Back, and the server cannot be reached at first: the text is there all the same.
	const again = await context.newPage();
	await again.routeWebSocket(/collab/, (socket) => void socket.close({ code: 1012 }));
	await again.goto(`http://127.0.0.1:${server.port}/?person=a`);
	await expect(field(again)).toHaveValue('甲乙');
	await said(again, 'status', 'offline');
	await said(again, 'saved', 'false');
	await again.close();

	const back = await open(context);
	await expect(field(back)).toHaveValue('丙甲乙');
	await said(back, 'saved', 'true');
	await expect.poll(theirs).toBe('丙甲乙');
});

test('half-typed pinyin stays here, and others’ text waits', async ({ context }) => {
	const page = await open(context);
	const cdp = await context.newCDPSession(page);
	await field(page).pressSequentially('议题：');
	await expect.poll(theirs).toBe('议题：');
	await compose(cdp, 'n', 'ni');
	other.text.insert(0, '一、');
	other.text.insert(4, '的');
	await compose(cdp, "ni'h", "ni'hao");
	await page.waitForTimeout(400);
	expect(theirs()).toBe('一、议题的：');
	await expect(field(page)).toHaveValue("议题：ni'hao");
	await cdp.send('Input.insertText', { text: '你好' });
	await expect(field(page)).toHaveValue('一、议题的：你好');
	await expect.poll(theirs).toBe('一、议题的：你好');
});

test('a composition that never ends holds for ten seconds and loses nothing', async ({
	context
}) => {
	const page = await open(context);
	const cdp = await context.newCDPSession(page);
	await field(page).pressSequentially('甲乙');
	await expect.poll(theirs).toBe('甲乙');
	await field(page).press('ArrowLeft');
	await compose(cdp, 'b', 'bing');
	other.text.insert(0, '前');
	other.text.insert(3, '后');
	await page.waitForTimeout(10_500);
	await expect(field(page)).toHaveValue('甲bing乙');
	await cdp.send('Input.insertText', { text: '丙' });
	await expect(field(page)).toHaveValue('前甲丙乙后');
	await expect.poll(theirs).toBe('前甲丙乙后');
});

test('undo takes back my words only', async ({ context }) => {
	const page = await open(context);
	await field(page).pressSequentially('我的');
	await expect.poll(theirs).toBe('我的');
	other.text.insert(0, '你的');
	await expect(field(page)).toHaveValue('你的我的');
	await field(page).press('Control+z');
	await expect.poll(theirs).toBe('你的');
	await field(page).press('Control+Shift+z');
	await expect.poll(theirs).toBe('你的我的');
});

test('tabs of one person agree while there is no server', async ({ context }) => {
	const first = await open(context);
	const second = await open(context);
	await said(first, 'synced', 'true');
	await said(second, 'synced', 'true');
	await context.setOffline(true);
	await server.close();
	await field(first).pressSequentially('离线');
	await expect(field(second)).toHaveValue('离线');
	await said(first, 'status', 'offline');
	server = await startRooms();
});

test('rights that were cut, and a refusal, are shown for what they are', async ({ context }) => {
	const page = await open(context);
	await said(page, 'status', 'connected');
	server.access.set('a', 'read');
	server.changed('a');
	await said(page, 'status', 'readonly');
	other.text.insert(0, '还看得见');
	await expect(field(page)).toHaveValue('还看得见');
	server.access.set('a', 'none');
	server.changed('a');
	await said(page, 'status', 'refused');
	await said(page, 'reason', 'not_available');
	const connections = server.rooms.counts().connections;
	await page.waitForTimeout(1_500);
	expect(server.rooms.counts().connections).toBe(connections);
	server.access.delete('a');
	await page.evaluate(() => globalThis.room.retry());
	await said(page, 'status', 'connected');
});

test('what was typed offline and may not be written any more is given back, and kept', async ({
	context
}) => {
	other.text.insert(0, '大家的话');
	const page = await open(context);
	await expect(field(page)).toHaveValue('大家的话');
	await said(page, 'saved', 'true');
	const given = () => page.evaluate(() => globalThis.room.state.current.returned?.lines ?? []);

	// Read-only by the time it arrives: the server says what it lacks.
	await context.setOffline(true);
	await said(page, 'status', 'offline');
	await field(page).press('End');
	await field(page).pressSequentially('，我的话');
	await said(page, 'saved', 'false');
	server.access.set('a', 'read');
	await context.setOffline(false);
	await said(page, 'stale', 'true');
	expect(await given()).toEqual(['大家的话，我的话']);
	expect(theirs()).toBe('大家的话');

	// The page opens the room anew: the text of all, and what was given back, until it is dismissed.
	await page.reload();
	await said(page, 'status', 'readonly');
	await expect(field(page)).toHaveValue('大家的话');
	await said(page, 'stale', 'false');
	await expect.poll(given).toEqual(['大家的话，我的话']);
	await page.evaluate(() => globalThis.room.dismiss());
	await page.reload();
	await said(page, 'status', 'readonly');
	expect(await given()).toEqual([]);

	// Out altogether: only this device knows what was typed here.
	server.access.delete('a');
	await page.reload();
	await said(page, 'status', 'connected');
	await context.setOffline(true);
	await said(page, 'status', 'offline');
	await field(page).press('End');
	await field(page).pressSequentially('。最后一句');
	await page.waitForTimeout(300);
	server.access.set('a', 'none');
	await context.setOffline(false);
	await said(page, 'reason', 'not_available');
	await expect.poll(given).toEqual(['大家的话。最后一句']);
	expect(theirs()).toBe('大家的话');
});
