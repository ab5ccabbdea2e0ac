import type { Page } from '@playwright/test';
import { endServer, expect, startServer, test, type TestServer } from '../support/e2e.ts';
import { nextRelease } from '../support/builds.ts';

const MEMBER = '19900000010';
// Chromium lets the new worker in when the old one is idle; with a debugger attached, as here, and
// a busy machine it may take its five minutes. A person would see the button wait.
test.describe.configure({ retries: 2 });

let server: TestServer;
test.beforeEach(async () => {
	server = await startServer();
});
test.afterEach(() => endServer(server));

const workerReady = (page: Page) =>
	page.evaluate(async () => {
		await navigator.serviceWorker.ready;
		while (!navigator.serviceWorker.controller) await new Promise((next) => setTimeout(next, 50));
	});
const release = (page: Page) =>
	page.evaluate(
		() => document.querySelector('meta[name=release]')?.getAttribute('content') ?? null
	);
const lookForUpdate = (page: Page) =>
	page.evaluate(async () => {
		await (await navigator.serviceWorker.getRegistration())?.update();
	});

/** Counts how often a page was loaded. */
function loadsOf(page: Page): () => number {
	let loads = 0;
	page.on('load', () => loads++);
	return () => loads;
}

test('a new version is offered, waits for what is typed, and comes to both tabs once', async ({
	browser
}) => {
	const { context } = await server.signIn(browser, MEMBER);
	const first = await context.newPage();
	await first.goto('/app/me');
	await workerReady(first);
	const second = await context.newPage();
	await second.goto('/app/posts/new');
	await expect(second.locator('main form, main h1').first()).toBeVisible();

	const next = nextRelease('v2');
	try {
		await server.deploy(next.build);
		await lookForUpdate(first);
		await expect(first.getByText('新版本可用')).toBeVisible();
		await expect(second.getByText('新版本可用')).toBeVisible();
		// Nothing happens by itself.
		await first.waitForTimeout(1_000);
		expect(await release(first)).toBe(null);

		const loads = [loadsOf(first), loadsOf(second)];
		await first.getByRole('button', { name: '更新' }).click();
		await expect.poll(() => release(first).catch(() => null)).toBe('v2');
		await expect.poll(() => release(second).catch(() => null)).toBe('v2');
		await first.waitForTimeout(1_000);
		expect(loads.map((count) => count())).toEqual([1, 1]);
		await expect(first.getByText('新版本可用')).toBeHidden();
	} finally {
		next.remove();
	}
	await context.close();
});

test('a tab with something typed is not loaded again under the hands', async ({ browser }) => {
	const { context } = await server.signIn(browser, '19900000005');
	const first = await context.newPage();
	await first.goto('/app/me');
	await workerReady(first);
	const second = await context.newPage();
	await second.goto('/app/posts/new');
	await second.locator('main form input[type=text], main form textarea').first().fill('桶站');

	const next = nextRelease('v2');
	try {
		await server.deploy(next.build);
		await lookForUpdate(second);
		await expect(second.getByText(/提交后再更新/)).toBeVisible();
		await second.bringToFront();
		await first.getByRole('button', { name: '更新' }).click();
		await expect.poll(() => release(first).catch(() => null)).toBe('v2');
		await second.waitForTimeout(1_000);
		expect(await release(second)).toBe(null);
		await expect(
			second.locator('main form input[type=text], main form textarea').first()
		).toHaveValue('桶站');
	} finally {
		next.remove();
	}
	await context.close();
});

test('the switch against a bad worker removes it and keeps what was not sent', async ({
	browser
}) => {
	const { context } = await server.signIn(browser, MEMBER);
	const page = await context.newPage();
	await page.goto('/app/me/consent');
	await workerReady(page);
	await expect(page.getByRole('button', { name: /同意/ })).toBeVisible();
	await server.stop();
	await page.getByRole('button', { name: /同意/ }).click();
	await expect(page.getByText(/待确认/)).toBeVisible();

	await server.start({ WORKER: 'off' });
	await page.goto('/app/me');
	await expect
		.poll(
			() =>
				page
					.evaluate(async () => ({
						workers: (await navigator.serviceWorker.getRegistrations()).length,
						caches: (await caches.keys()).length
					}))
					.catch(() => null),
			{ timeout: 20_000 }
		)
		.toEqual({ workers: 0, caches: 0 });
	await page.goto('/app/me/outbox');
	await expect(page.getByText('没有待提交的操作')).toBeVisible();
	await page.goto('/app/me/consent');
	await expect(page.getByText(/现在：同意公示/)).toBeVisible();
	await context.close();
});
