/** Real files through the page: looked at first, words mapped once, what is left out taken home. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { readSheet } from '#lib/platform/files/sheet.server.ts';
import {
	endServer,
	expect,
	PHONE,
	ROOT,
	startServer,
	test,
	type TestServer
} from '../support/e2e.ts';

const FILES = path.join(ROOT, 'tests/fixtures/shengsi');
const DESK = { viewport: { width: 1280, height: 860 }, locale: 'zh-CN' };

let server: TestServer;
let folder: string;
test.beforeAll(async () => {
	server = await startServer({ seed: 'demo' });
	folder = mkdtempSync(path.join(tmpdir(), 'geli-import-'));
});
test.afterAll(async () => {
	await endServer(server);
	rmSync(folder, { recursive: true, force: true });
});

const file = (name: string, content: string | Buffer) => {
	const where = path.join(folder, name);
	writeFileSync(where, content);
	return where;
};
async function choose(page: Page, where: string): Promise<void> {
	await page.goto('/app/roster/import');
	await page.getByLabel('文件').setInputFiles(where);
}
const previewed = (page: Page) =>
	expect(page.getByText('还没有写入')).toBeVisible({ timeout: 30_000 });

test('a roster: understood, decided, confirmed, and the rest taken home', async ({ browser }) => {
	const { context } = await server.signIn(browser, '周海', DESK);
	const page = await context.newPage();
	await choose(page, path.join(FILES, 'roster.xlsx'));
	await previewed(page);

	await test.step('what needs a decision comes first, with its reason', async () => {
		await expect(page.getByRole('button', { name: '要处理 23' })).toHaveAttribute(
			'aria-pressed',
			'true'
		);
		await expect(page.getByText('手机号“1990000074”不是 11 位号码。')).toBeVisible();
		await expect(page.getByText('没有姓名。').first()).toBeVisible();
	});

	await test.step('duplicates stand side by side', async () => {
		await page.getByRole('button', { name: '重复 21' }).click();
		const twin = page.getByRole('listitem').filter({ hasText: '第 79 行' });
		await expect(twin).toContainText('第 80 行');
		await expect(twin).toContainText('合并成一个人');
		await expect(twin).toContainText('手机号“199 00000157”改为 19900000157');
	});

	await test.step('a word is mapped once: its seven rows go in', async () => {
		const accepted = page.getByRole('button', { name: /^确认导入/ });
		await expect(accepted).toHaveText('确认导入 1373 行');
		await page.getByLabel('“望海新村第九十九网格”是').selectOption({ label: '东海社区第五网格' });
		await page.getByRole('button', { name: '记住' }).click();
		await expect(accepted).toHaveText('确认导入 1380 行');
	});

	await test.step('a row can be left out', async () => {
		await page.getByRole('button', { name: '全部 1396' }).click();
		await page.getByRole('button', { name: '不导入这一行' }).first().click();
		await expect(page.getByRole('button', { name: '确认导入 1379 行' })).toBeVisible();
	});

	await test.step('nothing is written before the yes; then it is, once', async () => {
		const before = server.geli(
			'import',
			'roster',
			path.join(FILES, 'roster.xlsx'),
			'--dry-run',
			'--json'
		);
		expect(JSON.parse(before)).toMatchObject({ rows: 1396, unknownGrids: 0, gridAliases: 61 });
		await page.getByRole('button', { name: '确认导入 1379 行' }).click();
		await expect(page.getByText(/导入完成/)).toContainText('新增 7 人', { timeout: 30_000 });
	});

	await test.step('what was left out comes as a table with reasons', async () => {
		const waiting = page.waitForEvent('download');
		await page.getByRole('link', { name: '下载没导入的 17 行' }).click();
		const download = await waiting;
		const where = path.join(folder, 'rejected.xlsx');
		await download.saveAs(where);
		const rows: (readonly string[])[] = [];
		for await (const batch of readSheet(where)) rows.push(...batch.map((row) => row.cells));
		expect(rows).toHaveLength(18);
		expect(rows[0]?.at(-1)).toBe('没有导入的原因');
		expect(rows.some((cells) => cells.at(-1) === '手机号“1990000074”不是 11 位号码。')).toBe(true);
		expect(rows.some((cells) => cells.at(-1) === '导入时选择不导入。')).toBe(true);
	});

	await test.step('the same people in GB18030 change nothing more than the row that was left out', async () => {
		await choose(page, path.join(FILES, 'roster-gbk.csv'));
		await previewed(page);
		await page.getByRole('button', { name: '确认导入 1380 行' }).click();
		await expect(page.getByText(/导入完成/)).toContainText('新增 0 人', { timeout: 30_000 });
	});
	await context.close();
});

test('a table of units: what it would change is shown before it is applied', async ({
	browser
}) => {
	const { context } = await server.signIn(browser, '周海', DESK);
	const page = await context.newPage();
	const units = readFileSync(path.join(FILES, 'units.csv'), 'utf8');
	await choose(page, path.join(FILES, 'units.csv'));
	await expect(page.getByText('和系统里一样，不用导入。')).toBeVisible();

	const changed = units
		.replace('沙河社区第五网格,', '沙河社区海湾网格,')
		.replace(/^.*花鸟村第二网格-4号微网格.*\r?\n/m, '');
	await choose(page, file('units.csv', changed));
	await previewed(page);
	await expect(page.getByText('名称: 沙河社区第五网格 → 沙河社区海湾网格')).toBeVisible();
	await expect(page.getByText('会停用的')).toBeVisible();
	await page.getByRole('button', { name: /^确认：新增 0，改 1，停用 1$/ }).click();
	await expect(page.getByText(/导入完成/)).toContainText('改了 1 个');
	await page.goto('/app/units?q=海湾');
	await expect(page.getByRole('link', { name: /沙河社区海湾网格/ })).toBeVisible();
	await context.close();
});

test('files that are no tables are refused in words', async ({ browser }) => {
	const { context, cookie } = await server.signIn(browser, '周海', PHONE);
	const page = await context.newPage();
	for (const [name, content, words] of [
		['名册.xlsx', '%PDF-1.7', '这是一份 PDF，不是表格'],
		['一列.csv', '姓名\n林波玉\n', '表里只有一列'],
		['别的.csv', '题目,分数\n语文,90\n', '没有找到写着“姓名”的表头行'],
		['大.csv', Buffer.alloc(21 * 1024 * 1024, 'a'), '文件太大，最多 20 MB']
	] as const) {
		await choose(page, file(name, content));
		await expect(page.getByText(words), name).toBeVisible();
		await expect(page.getByLabel('文件'), name).toBeVisible();
	}
	// Past the page, the door itself stops at 20 MB.
	const answer = await fetch(`${server.url}/api/imports?name=x`, {
		method: 'POST',
		headers: { cookie, origin: server.url, 'content-type': 'application/octet-stream' },
		body: Buffer.alloc(20.5 * 1024 * 1024, 'a,b\n')
	});
	expect(await answer.text()).toContain('too_large');
	await context.close();
});

test('it is for those who run a unit, and a preview is one’s own', async ({ browser }) => {
	const admin = server.cookie('周海');
	const volunteer = server.cookie('严丽');
	const send = (cookie: string, origin = server.url) =>
		fetch(`${server.url}/api/imports?name=x.csv`, {
			method: 'POST',
			headers: { cookie, origin, 'content-type': 'application/octet-stream' },
			body: '姓名,手机号,网格,角色\n林波玉,19911112222,东海社区第一网格,志愿者\n'
		});
	expect((await send('')).status).toBe(401);
	expect((await send(volunteer)).status).toBe(404);
	expect((await send(admin, 'http://elsewhere.example')).status).toBe(403);
	const last = (await (await send(admin)).text()).trim().split('\n').at(-1) ?? '';
	const { preview } = JSON.parse(last) as { preview: { id: string } };
	const see = (cookie: string) =>
		fetch(`${server.url}/api/imports/${preview.id}`, { headers: { cookie } });
	expect((await see(admin)).status).toBe(200);
	expect((await see(server.cookie('汪杰珍'))).status).toBe(404);

	// A grid leader's file may name the grid as people there do.
	const { context } = await server.signIn(browser, '汪杰珍', PHONE);
	const page = await context.newPage();
	const rows = [
		'姓名,手机号,网格,角色',
		'贺新来,19911113333,第一网格,志愿者',
		'贺远来,19911114444,东海社区第二网格,志愿者',
		'贺高升,19911115555,第一网格,网格长'
	];
	await choose(page, file('本网格.csv', rows.join('\n')));
	await previewed(page);
	await expect(page.getByText('系统里没有“东海社区第二网格”。')).toBeVisible();
	await expect(page.getByText('这个任职要由上级来设。')).toBeVisible();
	await page.getByRole('button', { name: '确认导入 1 行' }).click();
	await expect(page.getByText(/导入完成/)).toContainText('新增 1 人');
	await page.goto('/app/roster?q=hxl');
	await expect(page.getByText('19911113333')).toBeVisible();
	await context.close();
});
