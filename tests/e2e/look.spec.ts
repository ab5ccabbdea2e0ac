/** How it looks and is handled: by keyboard alone, in the other language, large, and light to load. */
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { endServer, expect, PHONE, startServer, test as base } from '../support/e2e.ts';
import type { TestServer } from '../support/e2e.ts';

const test = base.extend<object, { demo: TestServer }>({
	demo: [
		// eslint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs from it
		async ({}, use) => {
			const server = await startServer({ seed: 'demo' });
			await use(server);
			await endServer(server);
		},
		{ scope: 'worker', timeout: 120_000 }
	]
});

const MEMBER = '19900000629';
/** First load of the way to a claim, gzip. */
const MOST_JS = 120 * 1024;

/** Presses Tab until what has the focus is called so. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
	for (let i = 0; i < 60; i++) {
		await page.keyboard.press('Tab');
		const said = await page.evaluate(() => {
			const on = document.activeElement;
			return on?.getAttribute('aria-label') ?? on?.textContent?.trim() ?? '';
		});
		if (name.test(said)) return;
	}
	throw new Error(`The keyboard does not reach ${name}`);
}

test('the keyboard alone goes past the places, to a shift, and claims it', async ({
	browser,
	demo
}) => {
	const { context } = await demo.signIn(browser, MEMBER, PHONE);
	const page = await context.newPage();
	await page.goto('/app/posts');
	await page.keyboard.press('Tab');
	await expect(page.getByRole('link', { name: '跳到正文' })).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(page.locator('main')).toBeFocused();
	await tabTo(page, /^认领 /);
	const outline = await page.evaluate(() => getComputedStyle(document.activeElement!).outlineWidth);
	expect(outline).toBe('3px');
	const claimed = await page.evaluate(() => document.activeElement!.getAttribute('aria-label'));
	await page.keyboard.press('Enter');
	await expect(page.getByRole('button', { name: claimed ?? '', exact: true })).toHaveCount(0);
	await expect(page.getByText('已认领').first()).toBeVisible();
	await context.close();
});

test('长辈版 is one press away, is remembered, and has three things', async ({ browser, demo }) => {
	const { context } = await demo.signIn(browser, MEMBER, PHONE);
	const page = await context.newPage();
	await page.goto('/app/today');
	await page.getByRole('button', { name: '长辈版' }).click();
	await expect(page.getByRole('heading', { name: '我要做什么' })).toBeVisible();
	await page.reload();
	await expect(page.getByRole('heading', { name: '我能帮什么' })).toBeVisible();
	await expect(page.getByRole('link', { name: '找网格长' })).toBeVisible();
	const size = await page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
	expect(size).toBeGreaterThanOrEqual(21);
	const small = await page
		.locator('main a, main button, nav a')
		.evaluateAll(
			(all) =>
				all
					.map((one) => one.getBoundingClientRect())
					.filter(({ width, height }) => width > 0 && (width < 60 || height < 60)).length
		);
	expect(small).toBe(0);
	await context.close();
});

test('colours and language are chosen under 我的 and stay', async ({ browser, demo }) => {
	const { context } = await demo.signIn(browser, MEMBER, PHONE);
	const page = await context.newPage();
	await page.goto('/app/me');
	const ground = () =>
		page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
	// A choice made before the page is awake is not heard; people choose again, and so do we.
	await expect(async () => {
		await page.getByRole('radio', { name: '浅色' }).check();
		await page.getByRole('radio', { name: '深色' }).check();
		expect(await ground()).toBe('rgb(23, 22, 20)');
	}).toPass();
	await page.getByRole('radio', { name: 'English' }).check({ noWaitAfter: true });
	await expect(page.getByRole('link', { name: 'Today' })).toBeVisible();
	await expect(page.locator('html')).toHaveAttribute('lang', 'en');
	await page.goto('/app/posts');
	await expect(page.getByRole('heading', { level: 1, name: 'Posts' })).toBeVisible();
	expect(await ground()).toBe('rgb(23, 22, 20)');
	await context.close();
});

test('without JavaScript the pages are there and the display can be chosen', async ({
	browser,
	demo
}) => {
	const { context } = await demo.signIn(browser, MEMBER, { ...PHONE, javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto('/app/today');
	await expect(page.getByRole('navigation')).toBeVisible();
	await page.goto('/app/me');
	await page.getByRole('switch').check();
	await page.getByRole('button', { name: '保存' }).click();
	await expect(page.locator('html')).toHaveAttribute('data-elder', 'on');
	await context.close();
});

test('the way to a claim loads at most 120 KB of JavaScript, and no editor', async ({
	browser,
	demo
}) => {
	const { context } = await demo.signIn(browser, MEMBER, { ...PHONE, serviceWorkers: 'block' });
	const page = await context.newPage();
	const weights = new Map<string, number>();
	page.on('response', async (response) => {
		const { pathname } = new URL(response.url());
		if (!pathname.endsWith('.js')) return;
		weights.set(pathname, gzipSync(await response.body()).length);
	});
	await page.goto('/app/today');
	await page.waitForTimeout(1_500);
	await page.getByRole('link', { name: '岗位', exact: true }).click();
	const shift = page.locator('main a[href^="/app/shifts/"]').first();
	await shift.click();
	await page.waitForURL('**/app/shifts/*');
	await page.waitForTimeout(1_500);
	await context.close();
	const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
	expect(total).toBeLessThanOrEqual(MOST_JS);
});
