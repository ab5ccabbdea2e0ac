/** A list as people draft it: two on one row, with and without network, and published. */
import type { Browser, BrowserContext, Locator, Page } from '@playwright/test';
import { uuidv7 } from '#lib/kernel/id.ts';
import { closeList, openList } from '#lib/lists/commands.ts';
import { endServer, expect, PHONE, startServer, test, type TestServer } from '../support/e2e.ts';

const GRID = '330922100001001';
/** 汪杰珍 leads the grid, 张永强 works in it. */
const LEADER = '19900000005';
const WORKER = '19900000010';
const DESK = {
	viewport: { width: 1280, height: 800 },
	locale: 'zh-CN',
	timezoneId: 'Asia/Shanghai'
} as const;

let server: TestServer;
let cookie: string;
let list: string;
test.beforeAll(async () => {
	server = await startServer({ seed: 'shengsi' });
	cookie = server.cookie(LEADER);
});
test.beforeEach(async () => {
	list = uuidv7();
	const input = { id: list, unit: GRID, kind: 'demand', title: '第一网格需求清单' } as const;
	expect((await server.command(cookie, openList, input)).kind).toBe('done');
});
test.afterEach(async () => {
	// One open list of a kind at a time; a test may have closed it itself.
	await server.command(cookie, closeList, { list });
});
test.afterAll(() => endServer(server));

async function draft(
	browser: Browser,
	person: string,
	options: Parameters<Browser['newContext']>[0] = PHONE
): Promise<{ page: Page; context: BrowserContext }> {
	const { context } = await server.signIn(browser, person, options);
	const page = await context.newPage();
	await page.goto(`/app/lists/${list}/draft`);
	await expect(page.getByText('已连接')).toBeVisible();
	return { page, context };
}

/** A cell of the grid on a wide screen. */
const cell = (page: Page, row: number, field: string): Locator =>
	page.getByLabel(`第 ${row} 条 ${field}`, { exact: true });
const add = (page: Page) => page.getByRole('button', { name: '加一条' }).click();
/** The rows of the grid, each with its first two cells. */
const rows = (page: Page): Promise<string[]> =>
	page.locator('tbody tr').evaluateAll((list) =>
		list.map((tr) =>
			[...tr.querySelectorAll<HTMLInputElement>('[data-field]')]
				.slice(0, 2)
				.map((field) => field.value)
				.join(' ')
		)
	);

test('two people fill one row, one of them offline, and it is published as a version', async ({
	browser
}) => {
	const phone = await draft(browser, WORKER);
	const desk = await draft(browser, LEADER, DESK);

	await add(phone.page);
	await phone.page.getByLabel('名称').pressSequentially('轮椅');
	await expect(cell(desk.page, 1, '名称')).toHaveValue('轮椅');
	await expect(desk.page.getByRole('row').getByText('张永强')).toBeVisible();
	// One row, two hands.
	await cell(desk.page, 1, '数量').fill('10');
	await cell(desk.page, 1, '单位').fill('部');
	await expect(phone.page.getByLabel('数量')).toHaveValue('10');
	await expect(phone.page.getByText('汪杰珍 在填')).toBeVisible();

	await phone.context.setOffline(true);
	await expect(phone.page.getByText('离线，已存在本机')).toBeVisible();
	await phone.page.getByLabel('名称').pressSequentially('，能折叠');
	await cell(desk.page, 1, '名称').press('Home');
	await cell(desk.page, 1, '名称').pressSequentially('轻便');
	await cell(desk.page, 1, '找谁').fill('网格长');
	await add(desk.page);
	await cell(desk.page, 2, '名称').fill('理发师');
	await phone.context.setOffline(false);
	await expect(cell(desk.page, 1, '名称')).toHaveValue('轻便轮椅，能折叠', { timeout: 20_000 });
	await expect(phone.page.getByLabel('名称')).toHaveValue('轻便轮椅，能折叠');
	await expect(phone.page.getByRole('listitem', { name: '第 2 条 理发师' })).toBeVisible();

	// What is missing is said where it is, and refuses to be published.
	await desk.page.getByRole('button', { name: '发布清单' }).click();
	await expect(desk.page.getByText('还有 2 处要改')).toBeVisible();
	await expect(desk.page.getByRole('button', { name: '发布', exact: true })).toBeDisabled();
	await desk.page.getByRole('button', { name: '再看看' }).click();
	await expect(cell(desk.page, 2, '数量')).toHaveAttribute('aria-invalid', 'true');
	await cell(desk.page, 2, '数量').fill('２');
	await cell(desk.page, 2, '找谁').fill('社区');
	await expect(desk.page.getByText('已连接')).toBeVisible();
	await desk.page.getByRole('button', { name: '发布清单' }).click();
	await desk.page.getByRole('button', { name: '发布', exact: true }).click();
	await expect(desk.page.getByRole('heading', { name: '第 1 版 · 2 条' })).toBeVisible();
	await expect(desk.page.getByRole('cell', { name: '轻便轮椅，能折叠' })).toBeVisible();
	await expect(desk.page.getByRole('cell', { name: '10 部' })).toBeVisible();

	await phone.page.goto(`/app/lists/${list}`);
	await expect(phone.page.getByText('第 1 版 · 2 条').first()).toBeVisible();
	await phone.context.close();
	await desk.context.close();
});

test('rows are moved, removed, put back, and taken back by undo', async ({ browser }) => {
	const desk = await draft(browser, LEADER, DESK);
	const other = await draft(browser, WORKER, DESK);
	for (const [i, what] of ['轮椅', '拐杖', '床'].entries()) {
		await add(desk.page);
		await cell(desk.page, i + 1, '名称').fill(what);
	}
	await expect.poll(() => rows(other.page)).toEqual(['轮椅 ', '拐杖 ', '床 ']);
	await desk.page.getByRole('row').nth(3).getByRole('button', { name: '上移' }).click();
	await expect.poll(() => rows(other.page)).toEqual(['轮椅 ', '床 ', '拐杖 ']);

	// One removes a row while the other types in it: nothing that was typed is lost.
	await cell(other.page, 1, '名称').press('End');
	await desk.page.getByRole('row').nth(1).getByRole('button', { name: '移除' }).click();
	await expect.poll(() => rows(other.page)).toEqual(['床 ', '拐杖 ']);
	await other.page.getByText('移除的 1 条').click();
	await other.page.getByRole('button', { name: '放回' }).click();
	await expect.poll(() => rows(desk.page)).toEqual(['轮椅 ', '床 ', '拐杖 ']);

	await desk.page.getByRole('row').nth(2).getByRole('button', { name: '移除' }).click();
	await expect.poll(() => rows(desk.page)).toEqual(['轮椅 ', '拐杖 ']);
	await desk.page.getByRole('button', { name: '撤销' }).click();
	await expect.poll(() => rows(other.page)).toEqual(['轮椅 ', '床 ', '拐杖 ']);
	await desk.context.close();
	await other.context.close();
});

test('a block of cells from a spreadsheet becomes rows', async ({ browser }) => {
	const desk = await draft(browser, LEADER, DESK);
	await desk.page.getByRole('button', { name: '从表格粘贴' }).click();
	await desk.page
		.getByLabel('表格内容')
		.fill(
			'名称\t数量\t单位\t地点\t哪天前\n轮椅\t10\t部\t菜圃社区\t2027/1/5\n"床 ""双人"""\t2\t张\n'
		);
	await desk.page.getByRole('button', { name: '加 2 条' }).click();
	await expect.poll(() => rows(desk.page)).toEqual(['轮椅 10', '床 "双人" 2']);
	await expect(cell(desk.page, 1, '哪天前')).toHaveValue('2027-01-05');

	// Pasted into a cell, it fills this row and those below, and adds what is over.
	await cell(desk.page, 2, '数量').evaluate((field) => {
		const data = new DataTransfer();
		data.setData('text/plain', '3\t只\n4\t条');
		field.dispatchEvent(
			new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
		);
	});
	await expect.poll(() => rows(desk.page)).toEqual(['轮椅 10', '床 "双人" 3', ' 4']);
	await desk.context.close();
});

test('with an input method, in a field that others write in too', async ({ browser }) => {
	const one = await draft(browser, WORKER, DESK);
	const two = await draft(browser, LEADER, DESK);
	await add(one.page);
	await cell(one.page, 1, '名称').fill('轮椅');
	await expect(cell(two.page, 1, '名称')).toHaveValue('轮椅');
	await cell(one.page, 1, '名称').press('End');
	const cdp = await one.context.newCDPSession(one.page);
	for (const text of ['n', 'ni']) {
		await cdp.send('Input.imeSetComposition', {
			text,
			selectionStart: text.length,
			selectionEnd: text.length
		});
	}
	// Meanwhile: the same field, another field of the row, and a new row.
	await cell(two.page, 1, '名称').press('Home');
	await cell(two.page, 1, '名称').pressSequentially('新');
	await cell(two.page, 1, '单位').fill('部');
	await add(two.page);
	await two.page.waitForTimeout(400);
	await expect(cell(two.page, 1, '名称')).toHaveValue('新轮椅');
	await cdp.send('Input.insertText', { text: '你好' });
	for (const { page } of [one, two]) {
		await expect(cell(page, 1, '名称')).toHaveValue('新轮椅你好');
		await expect(cell(page, 1, '单位')).toHaveValue('部');
		await expect(page.locator('tbody tr')).toHaveCount(2);
	}

	// A field that is replaced whole, too: what is composed there is neither sent nor overwritten.
	await cell(one.page, 1, '找谁').click();
	await cdp.send('Input.imeSetComposition', { text: 'wang', selectionStart: 4, selectionEnd: 4 });
	await two.page.waitForTimeout(300);
	await expect(cell(two.page, 1, '找谁')).toHaveValue('');
	await cdp.send('Input.insertText', { text: '网格长' });
	await expect(cell(two.page, 1, '找谁')).toHaveValue('网格长');
	await one.context.close();
	await two.context.close();
});

test('a closed list is only read, also by one who is in the middle of it', async ({ browser }) => {
	const phone = await draft(browser, WORKER);
	await add(phone.page);
	await phone.page.getByLabel('名称').pressSequentially('轮椅');
	const desk = await server.signIn(browser, LEADER, DESK);
	const page = await desk.context.newPage();
	await page.goto(`/app/lists/${list}`);
	await page.getByText('结束这张清单').click();
	await page.getByRole('button', { name: '结束', exact: true }).click();
	await expect(page.getByText(/今天 结束/)).toBeVisible();
	await expect(phone.page.getByText('只读', { exact: true })).toBeVisible();
	await expect(phone.page.getByLabel('名称')).toHaveAttribute('readonly', '');
	await expect(phone.page.getByRole('button', { name: '加一条' })).toHaveCount(0);
	await phone.context.close();
	await desk.context.close();
});
