/**
 * Minutes as people write them: several at once, with and without network, with an input method,
 * and made final. A server of its own, which is killed and started again.
 */
import type { Browser, BrowserContext, CDPSession, Locator, Page } from '@playwright/test';
import { uuidv7 } from '#lib/kernel/id.ts';
import { HOUR } from '#lib/kernel/time.ts';
import { openMeeting } from '#lib/meetings/commands.ts';
import { hashOf } from '#lib/meetings/rules.minutes.ts';
import { endServer, expect, PHONE, startServer, test, type TestServer } from '../support/e2e.ts';

const GRID = '330922100001001';
/** 汪杰珍 leads the grid, 张永强 and 沈英秀 work in it. */
const LEADER = '19900000005';
const WORKER = '19900000010';
const GUIDE = '19900000013';
const DESK = {
	viewport: { width: 1280, height: 800 },
	locale: 'zh-CN',
	timezoneId: 'Asia/Shanghai'
} as const;

let server: TestServer;
let cookie: string;
test.beforeAll(async () => {
	server = await startServer({ seed: 'shengsi' });
	cookie = server.cookie(LEADER);
});
test.afterAll(() => endServer(server));

/** A meeting that began an hour ago. */
async function aMeeting(title = '楼道堆物怎么办'): Promise<string> {
	const id = uuidv7();
	const outcome = await server.command(cookie, openMeeting, {
		id,
		kind: 'grid_talk',
		unit: GRID,
		title,
		place: '网格活动点',
		startsAt: Date.now() - HOUR,
		topics: ''
	});
	expect(outcome.kind).toBe('done');
	return id;
}

const text = (page: Page): Locator => page.getByRole('textbox', { name: /的纪要$/ });

async function write(
	browser: Browser,
	person: string,
	meeting: string,
	options: Parameters<Browser['newContext']>[0] = PHONE
): Promise<{ page: Page; context: BrowserContext }> {
	const { context } = await server.signIn(browser, person, options);
	const page = await context.newPage();
	await page.goto(`/app/meetings/${meeting}/minutes`);
	await expect(text(page)).toBeVisible();
	await expect(page.getByText('已连接')).toBeVisible();
	return { page, context };
}

/** What the editor holds, line by line, without carets. */
const lines = (page: Page): Promise<string[]> =>
	text(page).evaluate((root) => {
		const copy = root.cloneNode(true) as HTMLElement;
		for (const caret of copy.querySelectorAll('.caret, .ProseMirror-widget')) caret.remove();
		return [...copy.querySelectorAll('p, h3')].map((line) =>
			(line.textContent ?? '').replace(/\u2060/g, '')
		);
	});
const settled = (page: Page) => expect(page.getByText('已连接')).toBeVisible();

test('two write one text, with names at the carets; one goes offline and comes back', async ({
	browser
}) => {
	const meeting = await aMeeting();
	const one = await write(browser, LEADER, meeting);
	const two = await write(browser, WORKER, meeting, DESK);

	await one.page.getByRole('button', { name: '议题', exact: true }).click();
	await text(one.page).pressSequentially('消防通道');
	await one.page.keyboard.press('Enter');
	await text(one.page).pressSequentially('三单元二楼堆了柜子');
	await expect.poll(() => lines(two.page)).toEqual(['消防通道', '三单元二楼堆了柜子']);
	await expect(two.page.locator('.caret .flag')).toHaveText('汪杰珍');
	await expect(
		two.page.getByRole('list', { name: '在这里的人' }).getByText('汪杰珍')
	).toBeVisible();

	// A partition: each goes on alone.
	await one.context.setOffline(true);
	await expect(one.page.getByText('离线，已存在本机')).toBeVisible();
	await text(one.page).pressSequentially('，周三前清空');
	await text(two.page).getByText('消防通道').click();
	await two.page.keyboard.press('End');
	await text(two.page).pressSequentially('怎么办');
	await expect.poll(() => lines(one.page)).toEqual(['消防通道', '三单元二楼堆了柜子，周三前清空']);

	await one.context.setOffline(false);
	const both = ['消防通道怎么办', '三单元二楼堆了柜子，周三前清空'];
	await expect.poll(() => lines(one.page), { timeout: 20_000 }).toEqual(both);
	await expect.poll(() => lines(two.page)).toEqual(both);
	await settled(one.page);

	// What somebody has seen survives the server's sudden end.
	await server.stop('SIGKILL');
	await server.start();
	const three = await write(browser, GUIDE, meeting, DESK);
	await expect.poll(() => lines(three.page)).toEqual(both);
	await expect.poll(() => lines(one.page)).toEqual(both);
	for (const { context } of [one, two, three]) await context.close();
});

test('the text opens without network from this device, and what is typed is merged', async ({
	browser
}) => {
	const meeting = await aMeeting();
	const { page, context } = await write(browser, WORKER, meeting);
	await text(page).pressSequentially('第一句');
	await expect(page.getByText('已连接')).toBeVisible();
	await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
	await page.waitForTimeout(500);
	await page.close();

	await context.setOffline(true);
	const cold = await context.newPage();
	await cold.goto(`/app/meetings/${meeting}/minutes`);
	await expect(text(cold)).toContainText('第一句');
	await expect(cold.getByText('离线，已存在本机')).toBeVisible();
	await text(cold).click();
	await cold.keyboard.press('Control+End');
	await text(cold).pressSequentially('，离线写的');
	await cold.waitForTimeout(500);
	// Even a reload without network keeps it.
	await cold.reload();
	await expect(text(cold)).toContainText('第一句，离线写的');

	const other = await write(browser, LEADER, meeting, DESK);
	await expect.poll(() => lines(other.page)).toEqual(['第一句']);
	await context.setOffline(false);
	await expect.poll(() => lines(other.page), { timeout: 30_000 }).toEqual(['第一句，离线写的']);
	await context.close();
	await other.context.close();
});

test.describe('while an input method composes', () => {
	/** Types pinyin as an input method does, and stops before it is confirmed. */
	async function compose(cdp: CDPSession, ...steps: string[]): Promise<void> {
		for (const step of steps) {
			await cdp.send('Input.imeSetComposition', {
				text: step,
				selectionStart: step.length,
				selectionEnd: step.length
			});
		}
	}

	const cases: { where: string; edit: (page: Page) => Promise<void>; result: string[] }[] = [
		{
			where: 'in the same paragraph',
			edit: async (page) => {
				await text(page).getByText('甲段').click();
				await page.keyboard.press('Home');
				await text(page).pressSequentially('先');
			},
			result: ['先甲段你好', '乙段']
		},
		{
			where: 'in another paragraph',
			edit: async (page) => {
				await text(page).getByText('乙段').click();
				await page.keyboard.press('End');
				await text(page).pressSequentially('后');
			},
			result: ['甲段你好', '乙段后']
		},
		{
			where: 'as a new block',
			edit: async (page) => {
				await text(page).getByText('甲段').click();
				await page.keyboard.press('Home');
				await page.keyboard.press('Enter');
				await page.keyboard.press('ArrowUp');
				await text(page).pressSequentially('新段');
			},
			result: ['新段', '甲段你好', '乙段']
		}
	];
	for (const { where, edit, result } of cases) {
		test(`others' text ${where} waits, and pinyin is not sent`, async ({ browser }) => {
			const meeting = await aMeeting();
			const one = await write(browser, WORKER, meeting, DESK);
			const two = await write(browser, LEADER, meeting, DESK);
			await text(one.page).pressSequentially('甲段');
			await one.page.keyboard.press('Enter');
			await text(one.page).pressSequentially('乙段');
			await expect.poll(() => lines(two.page)).toEqual(['甲段', '乙段']);
			await text(one.page).getByText('甲段').click();
			await one.page.keyboard.press('End');

			const cdp = await one.context.newCDPSession(one.page);
			await compose(cdp, 'n', 'ni');
			await edit(two.page);
			await two.page.waitForTimeout(400);
			expect((await lines(two.page)).join()).not.toContain('ni');
			await compose(cdp, "ni'h", "ni'hao", '你好');
			await cdp.send('Input.insertText', { text: '你好' });

			await expect.poll(() => lines(one.page)).toEqual(result);
			await expect.poll(() => lines(two.page)).toEqual(result);
			await one.context.close();
			await two.context.close();
		});
	}
});

test('what is pasted from a word processor is cut down to minutes', async ({ browser }) => {
	const meeting = await aMeeting();
	const { page, context } = await write(browser, WORKER, meeting, DESK);
	const html = `<html><body><!--StartFragment-->
		<h1 style="color:red"><span style="font-family:宋体">会议情况</span></h1>
		<p class=MsoNormal><b style="font-weight:normal"><span style="font-size:16pt">到会<b>九</b>人<br>列席两人</span></b></p>
		<table><tr><td><p>史明</p></td><td><p>到</p></td></tr></table>
		<ul><li>清空</li></ul><img src="x.png"><script>alert(1)</script>
		<!--EndFragment--></body></html>`;
	await text(page).click();
	await text(page).evaluate((root, pasted) => {
		const data = new DataTransfer();
		data.setData('text/html', pasted);
		data.setData('text/plain', 'plain');
		root.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
	}, html);
	await expect(text(page).locator('h3')).toHaveText('会议情况');
	await expect(text(page).locator('strong')).toHaveText('九');
	await expect(text(page).locator('li')).toHaveText('清空');
	await expect(text(page)).toContainText('到会九人 列席两人');
	await expect(text(page)).toContainText('史明');
	await expect(
		text(page).locator('table, img:not(.ProseMirror-separator), script, [style*=font]')
	).toHaveCount(0);
	await context.close();
});

test('undo takes back what I wrote and nobody else’s; blocks say who and when', async ({
	browser
}) => {
	const meeting = await aMeeting();
	const one = await write(browser, WORKER, meeting);
	const two = await write(browser, LEADER, meeting, DESK);
	await one.page.getByRole('button', { name: '发言', exact: true }).click();
	await text(one.page).pressSequentially('柜子是三单元的');
	await one.page.getByRole('button', { name: '谁说的' }).click();
	await one.page.getByRole('dialog').getByRole('button', { name: '沈英秀' }).click();
	await expect(text(two.page).getByRole('button', { name: '沈英秀' })).toBeVisible();

	await text(one.page).click();
	await one.page.keyboard.press('Control+End');
	await one.page.keyboard.press('Enter');
	await one.page.getByRole('button', { name: '事项', exact: true }).click();
	await text(one.page).pressSequentially('清楼道');
	await one.page.getByRole('button', { name: /未定办理人/ }).click();
	const sheet = one.page.getByRole('dialog');
	await sheet.getByRole('button', { name: '张永强' }).click();
	await sheet.getByLabel('哪天前').fill('2026-12-02');
	await sheet.getByRole('button', { name: '好了' }).click();
	await expect(
		text(two.page).getByRole('button', { name: /张永强 · .*12月2日.* 前/ })
	).toBeVisible();

	await text(two.page).getByText('柜子是三单元的').click();
	await two.page.keyboard.press('End');
	await text(two.page).pressSequentially('，不是我的');
	await expect.poll(() => lines(one.page)).toEqual(['柜子是三单元的，不是我的', '清楼道']);
	await two.page.keyboard.press('Control+z');
	await expect.poll(() => lines(two.page)).toEqual(['柜子是三单元的', '清楼道']);
	await two.page.keyboard.press('Control+z');
	await expect.poll(() => lines(two.page)).toEqual(['柜子是三单元的', '清楼道']);
	// The toolbar is reached and walked by keyboard.
	await text(two.page).click();
	await two.page.keyboard.press('Alt+F10');
	await two.page.keyboard.press('ArrowRight');
	await two.page.keyboard.press('Escape');
	await expect(text(two.page)).toBeFocused();
	await one.context.close();
	await two.context.close();
});

test('attendance makes the quorum; made final, the text is the record and nobody writes', async ({
	browser
}) => {
	const meeting = await aMeeting();
	const leader = await write(browser, LEADER, meeting, DESK);
	const worker = await server.signIn(browser, WORKER);
	const phone = await worker.context.newPage();
	await phone.goto(`/app/meetings/${meeting}`);
	await expect(leader.page.getByText(/^应到 \d+ 实到 0$/)).toBeVisible();
	await phone.getByRole('button', { name: '我到了' }).click();
	await expect(phone.getByText('你已签到')).toBeVisible();
	await expect(leader.page.getByText(/^应到 \d+ 实到 1$/)).toBeVisible();

	await phone.getByRole('link', { name: '写纪要' }).click();
	await phone.getByRole('button', { name: '决议', exact: true }).click();
	await text(phone).pressSequentially('周三前清空');
	await expect.poll(() => lines(leader.page)).toEqual(['周三前清空']);

	await leader.page.getByRole('button', { name: '定稿', exact: true }).click();
	await leader.page.getByRole('button', { name: '看过了，定稿' }).click();
	await expect(leader.page.getByText(/汪杰珍 于 .* 定稿/)).toBeVisible();
	// The phone was in the middle of it: now it reads the record.
	await expect(phone.getByText(/汪杰珍 于 .* 定稿/)).toBeVisible();
	await expect(text(phone)).toHaveCount(0);
	await expect(phone.getByText('周三前清空')).toBeVisible();

	await leader.page.getByText('校验码').click();
	const hash = await leader.page.locator('details p code').innerText();
	const download = leader.page.waitForEvent('download');
	await leader.page.getByRole('button', { name: '下载文本' }).click();
	const stream = await (await download).createReadStream();
	let body = '';
	for await (const chunk of stream) body += String(chunk);
	expect(hashOf(body)).toBe(hash);
	expect(body).toContain('人数不够，座谈');
	expect(body).toContain('决议：周三前清空');

	await leader.page.getByText('补正一条').first().click();
	await leader.page.getByLabel('补正内容').fill('应为周四前');
	await leader.page.getByRole('button', { name: '补正一条' }).click();
	await expect(leader.page.getByRole('listitem').filter({ hasText: '应为周四前' })).toBeVisible();
	await leader.context.close();
	await worker.context.close();
});

test('what was written without network and came after the end is given back', async ({
	browser
}) => {
	const meeting = await aMeeting();
	const late = await write(browser, WORKER, meeting);
	const leader = await write(browser, LEADER, meeting, DESK);
	await text(leader.page).pressSequentially('周三前清空');
	await expect.poll(() => lines(late.page)).toEqual(['周三前清空']);
	await late.context.setOffline(true);
	await expect(late.page.getByText('离线，已存在本机')).toBeVisible();
	await text(late.page).click();
	await late.page.keyboard.press('Control+End');
	await late.page.keyboard.press('Enter');
	await text(late.page).pressSequentially('应为周四');

	await expect(leader.page.getByText('已连接')).toBeVisible();
	await leader.page.getByRole('button', { name: '定稿', exact: true }).click();
	await leader.page.getByRole('button', { name: '看过了，定稿' }).click();
	await expect(leader.page.getByText(/汪杰珍 于 .* 定稿/)).toBeVisible();
	await late.context.setOffline(false);
	await expect(late.page.getByText(/汪杰珍 于 .* 定稿/)).toBeVisible({ timeout: 30_000 });
	await expect(late.page.getByText(/没有写进去/)).toBeVisible({ timeout: 20_000 });
	await expect(late.page.locator('blockquote')).toHaveText('应为周四');
	await expect(leader.page.getByText('应为周四')).toHaveCount(0);
	await late.context.close();
	await leader.context.close();
});

test('without JavaScript the page shows the text and takes the sign-in', async ({ browser }) => {
	const meeting = await aMeeting();
	const one = await write(browser, LEADER, meeting, DESK);
	await text(one.page).pressSequentially('谈了消防通道');
	await expect(one.page.getByText('已连接')).toBeVisible();
	const { context } = await server.signIn(browser, WORKER, { ...PHONE, javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto(`/app/meetings/${meeting}`);
	await expect(page.getByText('谈了消防通道')).toBeVisible();
	await page.getByRole('button', { name: '我到了' }).click();
	await expect(page.getByText('你已签到')).toBeVisible();
	await context.close();
	await one.context.close();
});
