/**
 * The main job from the first start to the red list, as its people do it: an administrator at a
 * desk, everybody else on a phone. One story; each step needs the one before.
 */
import path from 'node:path';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { uuidv7 } from '#lib/kernel/id.ts';
import { dayOf, HOUR, MINUTE } from '#lib/kernel/time.ts';
import { openShifts } from '#lib/posts/commands.ts';
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
const DESK = {
	viewport: { width: 1280, height: 860 },
	locale: 'zh-CN',
	timezoneId: 'Asia/Shanghai'
};
const COMMUNITY = '330922100001';
const LEADER = { name: '汪杰珍', last4: '0005' };
/** Two of the first grid, as the roster has them. */
const ONE = '张永强';
const OTHER = '彭春怡';

test.use({ screenshot: 'only-on-failure' });
test.setTimeout(300_000);

let server: TestServer;
test.beforeAll(async () => {
	server = await startServer({ seed: 'none' });
});
test.afterAll(() => endServer(server));

const clock = (at: number) => new Date(at + 8 * HOUR).toISOString().slice(11, 16);

/** Where to go once, and that the worker is there for the time without network. */
async function onPhone(browser: Browser, person: string, to: string) {
	const { context } = await server.signIn(browser, person);
	const page = await context.newPage();
	await page.goto(to);
	return { context, page };
}

async function workerReady(page: Page): Promise<void> {
	await page.evaluate(async () => {
		await navigator.serviceWorker.ready;
		while (!navigator.serviceWorker.controller) await new Promise((next) => setTimeout(next, 50));
	});
}

async function importFile(page: Page, file: string, confirm: RegExp): Promise<void> {
	await page.goto('/app/roster/import');
	await page.getByLabel('文件').setInputFiles(path.join(FILES, file));
	await expect(page.getByText('还没有写入')).toBeVisible({ timeout: 30_000 });
	await page.getByRole('button', { name: confirm }).click();
	await expect(page.getByText(/导入完成/)).toBeVisible({ timeout: 60_000 });
}

/** Opens so many places on one day of a post that is on screen. */
async function openShift(page: Page, at: { startsAt: number; endsAt: number }, places: number) {
	const form = page.locator('form').filter({ has: page.getByLabel('名额') });
	if (!(await form.isVisible())) await page.getByText('加班次').click();
	await form.getByLabel('从', { exact: true }).fill(dayOf(at.startsAt));
	await form.getByLabel('开始').fill(clock(at.startsAt));
	await form.getByLabel('结束').fill(clock(at.endsAt));
	await form.getByLabel('名额').fill(String(places));
	await form.getByRole('button', { name: '开 1 班' }).click();
	await expect(
		page.getByRole('link', { name: new RegExp(clock(at.startsAt).replace(/^0/, '')) })
	).toBeVisible();
}

test('from the first start to the red list', async ({ browser }) => {
	const open: BrowserContext[] = [];
	const admin = await (async () => {
		const context = await browser.newContext({ ...DESK, baseURL: server.url });
		open.push(context);
		return context.newPage();
	})();

	await test.step('an empty database opens at the first-run page; a county of my own', async () => {
		await admin.goto('/');
		await expect(admin).toHaveURL(/\/first-run/);
		await admin.getByLabel('县区名称').fill('嵊泗县');
		await admin.getByLabel('行政区划代码').fill('330922');
		await admin.getByLabel('管理员姓名').fill('周海');
		await admin.getByLabel('管理员手机号').fill('19911110001');
		await admin.getByLabel('密码', { exact: true }).fill('海风吹过小岛三次');
		await admin.getByRole('radio', { name: /自己的手机/ }).check();
		await admin.getByRole('button', { name: '建立并登录' }).click();
		await expect(admin).toHaveURL(/\/app\//);
	});

	await test.step('units and roster from the real files, looked at before they go in', async () => {
		await importFile(admin, 'units.csv', /确认：新增/);
		await importFile(admin, 'roster.xlsx', /确认导入 \d+ 行/);
		await expect(admin.getByText(/新增 1\d{3} 人/)).toBeVisible();
		await expect(admin.getByRole('link', { name: /下载没导入的/ })).toBeVisible();
	});

	await test.step('the community gets its secretary', async () => {
		await admin.goto(`/app/roster/add?unit=${COMMUNITY}`);
		await admin.getByLabel('姓名').fill('郑书文');
		await admin.getByLabel('手机号').fill('19911110002');
		await admin.getByLabel('角色').selectOption({ label: '社区书记' });
		await admin.getByRole('button', { name: '加一个人' }).click();
		await expect(admin.getByText('已加入名册。')).toBeVisible();
	});

	const leader = await test.step('the leader is invited and accepts on a phone', async () => {
		await admin.goto(`/app/roster?unit=${COMMUNITY}&q=${LEADER.name}`);
		await admin.getByRole('link', { name: new RegExp(LEADER.name) }).click();
		await admin.getByRole('link', { name: '请这个人登录' }).click();
		await admin.getByRole('button', { name: '生成邀请' }).click();
		const link = await admin.getByLabel('邀请链接').inputValue();

		const context = await browser.newContext({ ...PHONE, baseURL: server.url });
		open.push(context);
		const page = await context.newPage();
		await page.goto(link);
		await page.getByLabel('手机号后四位').fill(LEADER.last4);
		await page.getByLabel('新密码').fill('网格里的大事小事');
		await page.getByRole('radio', { name: /自己的手机/ }).check();
		await page.getByRole('button', { name: '设好密码并登录' }).tap();
		await expect(page).toHaveURL(/\/app\/today/);
		return page;
	});

	const at = Math.ceil(Date.now() / HOUR) * HOUR + 24 * HOUR;
	const tomorrow = { startsAt: at, endsAt: at + HOUR };

	await test.step('the leader opens a post, with its risks, and a shift', async () => {
		await leader.goto('/app/posts');
		await leader.getByRole('link', { name: '开岗位' }).tap();
		await leader.getByLabel('名称').fill('桶站值守');
		await leader.getByLabel('地点').fill('海韵小区东门');
		await leader.getByLabel('做什么').fill('引导分类，擦拭桶盖');
		await leader.getByLabel('有什么风险，怎么防').fill('地面湿滑，穿防滑鞋');
		await leader.getByRole('radio', { name: /买了意外险/ }).check();
		await leader.getByRole('button', { name: '开这个岗位' }).tap();
		await expect(leader.getByRole('heading', { level: 1, name: '桶站值守' })).toBeVisible();
		await openShift(leader, tomorrow, 1);
	});
	const next = new URL(
		(await leader.locator('a[href^="/app/shifts/"]').first().getAttribute('href')) ?? '',
		server.url
	).pathname;
	const one = await onPhone(browser, ONE, next);
	const other = await onPhone(browser, OTHER, next);
	open.push(one.context, other.context);

	// And one that begins soon enough to have served a minute when the rest is done.
	const shift = uuidv7();
	const startsAt = Date.now() + 30_000;
	const today = `/app/shifts/${shift}`;
	const opened = await server.command(server.cookie(LEADER.name), openShifts, {
		post: new URL(leader.url()).pathname.split('/').at(-1) ?? '',
		capacity: 2,
		shifts: [{ id: shift, startsAt, endsAt: startsAt + 30 * MINUTE }]
	});
	expect(opened.kind).toBe('done');
	await one.page.goto(today);
	await other.page.goto(today);

	await test.step('one claims; the other sees the place go within a second', async () => {
		await expect(other.page.getByText('2 个名额 · 已有 0 人')).toBeVisible();
		await one.page.getByRole('button', { name: '认领' }).tap();
		await expect(one.page.getByText('认领成功，名额给你留好了。')).toBeVisible();
		await expect(other.page.getByText('2 个名额 · 已有 1 人')).toBeVisible({ timeout: 1_000 });
		await other.page.getByRole('button', { name: '认领' }).tap();
		await expect(other.page.getByText('认领成功，名额给你留好了。')).toBeVisible();
	});

	await test.step('one checks in', async () => {
		await one.page.getByRole('button', { name: '签到' }).tap();
		await expect(one.page.getByText(/已签到/)).toBeVisible();
	});

	await test.step('the last place: claimed offline and online; the later one gets a number', async () => {
		await one.page.goto(next);
		await workerReady(one.page);
		await expect(one.page.getByText('1 个名额 · 已有 0 人')).toBeVisible();
		await one.context.setOffline(true);
		await one.page.getByRole('button', { name: '认领' }).tap();
		await expect(one.page.getByText(/待确认/)).toBeVisible();
		await expect(one.page.getByText('认领成功')).toHaveCount(0);

		await other.page.goto(next);
		await other.page.getByRole('button', { name: '认领' }).tap();
		await expect(other.page.getByText('认领成功，名额给你留好了。')).toBeVisible();

		await one.context.setOffline(false);
		await expect(one.page.getByText(/名额刚满，前面的人先到。你排在候补第 1 位/)).toBeVisible({
			timeout: 30_000
		});
		await expect(one.page.getByText('候补第 1 位', { exact: true })).toBeVisible();
	});

	await test.step('both agree to be named, in their own way', async () => {
		await one.page.goto('/app/me/consent');
		await one.page.getByRole('radio', { name: /全名/ }).check();
		await one.page.getByRole('button', { name: '同意公示' }).tap();
		await expect(one.page.getByText(/现在：同意公示/)).toBeVisible();
		await other.page.goto('/app/me/consent');
		await other.page.getByRole('button', { name: '同意公示' }).tap();
		await expect(other.page.getByText(/现在：同意公示/)).toBeVisible();
	});

	await test.step('one checks out; the leader confirms it and ticks off the other', async () => {
		await one.page.goto(today);
		await one.page.waitForTimeout(Math.max(0, startsAt + MINUTE + 1_000 - Date.now()));
		await one.page.getByRole('button', { name: '签退' }).tap();
		await expect(one.page.getByText(/已签退/)).toBeVisible();

		await leader.goto('/app/hours/confirm');
		await leader.getByRole('checkbox', { name: OTHER }).check();
		await leader.getByRole('button', { name: '1 人到场，交上' }).tap();
		await expect(leader.getByText('已记 1 人')).toBeVisible();
		await leader.getByRole('checkbox', { name: `选中 ${ONE}` }).check();
		await leader.getByRole('button', { name: '核实选中的 1 条' }).tap();
		await expect(leader.getByText('已核实 1 条')).toBeVisible();
	});

	await test.step('the secretary drafts the red list, the administrator checks it', async () => {
		const { page, context } = await onPhone(browser, '郑书文', '/app/honors');
		open.push(context);
		await page.getByRole('link', { name: '拟一张红榜' }).tap();
		await page.getByLabel('至少多少小时').fill('0');
		await page.getByRole('button', { name: '看看会有谁' }).tap();
		await expect(page.getByRole('listitem').filter({ hasText: ONE })).toBeVisible();
		await page.getByRole('button', { name: '交给另一个人复核' }).tap();
		await expect(page.getByText('这是你拟的，要由另一个人复核。')).toBeVisible();

		await admin.goto(new URL(page.url()).pathname);
		await admin.getByRole('button', { name: '没问题，通过' }).click();
		await page.getByRole('button', { name: '公示 30 天' }).tap();
		await expect(page.getByText('公示中')).toBeVisible();
	});

	await test.step('anybody reads it signed out: names as agreed, hours by grade, the rule', async () => {
		const context = await browser.newContext({ ...PHONE, baseURL: server.url });
		open.push(context);
		const page = await context.newPage();
		await page.goto('/');
		await page.getByRole('link', { name: '看看红榜' }).tap();
		await page.getByRole('link', { name: /东海社区/ }).tap();
		const lines = page.getByRole('article').getByRole('listitem');
		await expect(lines).toHaveCount(2);
		await expect(lines.first()).toContainText('彭**');
		await expect(lines.first()).toContainText('B 级 30 分钟');
		await expect(lines.last()).toContainText(ONE);
		await expect(lines.last()).toContainText('A 级');
		await expect(page.getByText(/只在同意公示的志愿者中排/)).toBeVisible();
	});

	for (const context of open) await context.close();
});
