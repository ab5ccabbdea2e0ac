/**
 * Red lists as people meet them: read signed out, drafted by one, checked by another, published,
 * and a name that leaves every page when its owner says so. In the demo county.
 */
import type { Browser, Page } from '@playwright/test';
import { endServer, expect, PHONE, startServer, test, type TestServer } from '../support/e2e.ts';

const COMMUNITY = '330922100001';
const PUBLIC = `/honors/${COMMUNITY}`;

let server: TestServer;
/** Phone of the person whom the demo names for a role. */
let phones: Map<string, string>;
test.beforeAll(async () => {
	server = await startServer({ seed: 'demo' });
	const said = server.geli('seed', 'demo');
	phones = new Map(
		[...said.matchAll(/(\d{11}) {2}\S+ {2}(\w+) /g)].map((m) => [m[2] ?? '', m[1] ?? ''])
	);
});
test.afterAll(() => endServer(server));

async function open(browser: Browser, role: string, path: string): Promise<Page> {
	const { context } = await server.signIn(browser, phones.get(role) ?? role, PHONE);
	const page = await context.newPage();
	await page.goto(path);
	return page;
}

test('the public page needs neither sign-in nor scripts, and no search engine lists it', async ({
	browser
}) => {
	const context = await browser.newContext({ ...PHONE, javaScriptEnabled: false });
	const page = await context.newPage();
	const response = await page.goto(server.url + PUBLIC);
	expect(response?.headers()['x-robots-tag']).toContain('noindex');
	await expect(page.locator('meta[name=robots]')).toHaveAttribute('content', /noindex/);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('东海社区红榜');
	// Last month's two: of volunteers and of grids, each with its rule and its base.
	await expect(page.getByRole('article')).toHaveCount(2);
	for (const article of await page.getByRole('article').all()) {
		await expect(article.getByText(/补录和导入的不算/)).toBeVisible();
		expect(await article.getByRole('listitem').count()).toBeGreaterThanOrEqual(3);
	}
	await expect(page.getByRole('img', { name: '扫码看这一页' })).toBeVisible();
	expect(await page.locator('main').innerText()).not.toMatch(/\d{11}/);
	await page.goto(`${server.url}/honors`);
	await expect(page.getByRole('link', { name: /东海社区/ })).toBeVisible();
	await context.close();
});

test('one drafts, another checks, and only then it is published', async ({ browser }) => {
	const secretary = await open(browser, 'community_secretary', '/app/honors');
	await secretary.getByRole('link', { name: '拟一张红榜' }).click();
	await secretary.getByRole('radio', { name: /下一级单位/ }).check();
	await expect(
		secretary.getByRole('listitem').filter({ hasText: '东海社区第一网格' })
	).toBeVisible();
	await secretary.getByRole('button', { name: '交给另一个人复核' }).click();
	await expect(secretary.getByText('这是你拟的，要由另一个人复核。')).toBeVisible();
	await expect(secretary.getByRole('button', { name: '没问题，通过' })).toHaveCount(0);
	const address = new URL(secretary.url()).pathname;

	const checker = await open(browser, 'town_admin', address);
	await checker.getByRole('button', { name: '没问题，通过' }).click();
	await expect(checker.getByText('复核通过').first()).toBeVisible();

	// The secretary's page learns of it by itself.
	await secretary.getByRole('button', { name: '公示 30 天' }).click();
	await expect(secretary.getByText('公示中')).toBeVisible();
	await secretary.goto(PUBLIC);
	await expect(secretary.getByRole('article')).toHaveCount(3);

	// Taken down again, the reason stands where the list was.
	await secretary.goto(address);
	await secretary.getByText('撤下这张榜').first().click();
	await secretary.getByLabel('为什么撤下').fill('第二网格的人数登记有误');
	await secretary.getByRole('button', { name: '撤下这张榜' }).click();
	await expect(secretary.getByText('已撤下').first()).toBeVisible();
	await secretary.goto(PUBLIC);
	await expect(secretary.getByRole('article')).toHaveCount(2);
	await expect(secretary.getByText('第二网格的人数登记有误')).toBeVisible();
	await secretary.context().close();
	await checker.context().close();
});

test('whoever withdraws is gone from the public page at once', async ({ browser }) => {
	const me = await open(browser, 'volunteer', '/app/me/consent');
	const name = await me.getByRole('radio').first().locator('xpath=ancestor::label').innerText();
	const mine = name.split('\n')[0]?.trim() ?? '';
	const visitor = await (await browser.newContext(PHONE)).newPage();
	await visitor.goto(server.url + PUBLIC);
	const listed = visitor.getByRole('article').filter({ hasText: '志愿者红榜' });
	await expect(listed.getByText(mine)).toBeVisible();

	await me.getByRole('button', { name: '撤回同意' }).click();
	await expect(me.getByText('现在：不公示')).toBeVisible();
	await visitor.reload();
	await expect(listed).toBeVisible();
	await expect(listed.getByText(mine)).toHaveCount(0);
	// Somebody else has moved up: no gap says that a name is missing.
	await expect(listed.getByLabel('第 1 名').first()).toBeVisible();

	// Agreeing again is for the lists to come.
	await me.getByRole('radio', { name: /只显示姓/ }).check();
	await me.getByRole('button', { name: '同意公示' }).click();
	await expect(me.getByText(/现在：同意公示/)).toBeVisible();
	await visitor.reload();
	await expect(listed.getByText(mine)).toHaveCount(0);
	await me.context().close();
	await visitor.context().close();
});
