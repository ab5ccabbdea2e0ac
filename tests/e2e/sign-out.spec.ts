import type { Page } from '@playwright/test';
import { expect, test } from '../support/e2e.ts';

/** What would tell that 张永强 was here. */
const MARKS = ['张永强', '19900000010'];
const MEMBER = '19900000010';

/** Everything that this browser keeps for our address, as one text. */
const residue = (page: Page) =>
	page.evaluate(async () => {
		const found: string[] = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
		for (const name of await caches.keys()) {
			const cache = await caches.open(name);
			for (const request of await cache.keys()) {
				const response = await cache.match(request);
				found.push(request.url, (await response?.text()) ?? '');
			}
		}
		for (const { name = '' } of await indexedDB.databases()) {
			const db = await new Promise<IDBDatabase>((resolve, reject) => {
				const request = indexedDB.open(name);
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error as Error);
			});
			for (const store of db.objectStoreNames) {
				const rows = await new Promise<unknown[]>((resolve) => {
					const request = db.transaction(store).objectStore(store).getAll();
					request.onsuccess = () => resolve(request.result as unknown[]);
				});
				found.push(name, JSON.stringify(rows));
			}
			db.close();
		}
		return found.join('\n');
	});

const workerReady = (page: Page) =>
	page.evaluate(async () => {
		await navigator.serviceWorker.ready;
		while (!navigator.serviceWorker.controller) await new Promise((next) => setTimeout(next, 50));
	});

test('after signing out nothing of the person is left, in any tab', async ({ browser, server }) => {
	const { context } = await server.signIn(browser, MEMBER);
	const page = await context.newPage();
	await page.goto('/app/me');
	await workerReady(page);
	const other = await context.newPage();
	await other.goto('/app/today');
	await expect.poll(() => residue(page)).toContain('张永强');

	await page.getByRole('button', { name: '退出登录' }).click();
	await page.getByRole('button', { name: '退出', exact: true }).click();
	await page.waitForURL((url) => url.pathname === '/');
	await other.waitForURL((url) => !url.pathname.startsWith('/app'));
	const left = await residue(page);
	for (const mark of MARKS) expect(left).not.toContain(mark);
	expect(await page.content()).not.toContain('张永强');
	await page.goto('/app/me');
	await page.waitForURL(/\/sign-in/);
	await context.close();
});

test('signing out without network closes the app until the server has heard of it', async ({
	browser,
	server
}) => {
	const { context, cookie } = await server.signIn(browser, MEMBER);
	const page = await context.newPage();
	await page.goto('/app/me');
	await workerReady(page);
	await context.setOffline(true);
	await page.getByRole('button', { name: '退出登录' }).click();
	await page.getByRole('button', { name: '退出', exact: true }).click();
	await page.waitForTimeout(1_000);
	const again = await context.newPage();
	await again.goto('/app/me');
	await expect(again.getByText('要先登录')).toBeVisible();
	const left = await residue(again);
	for (const mark of MARKS) expect(left).not.toContain(mark);

	// The first request that arrives ends the session.
	await context.setOffline(false);
	await again.goto('/app/me');
	await again.waitForURL(/\/sign-in/);
	const answer = await fetch(`${server.url}/api/views/auth.me?args=%7B%7D`, {
		headers: { cookie }
	});
	expect(((await answer.json()) as { data: { person: unknown } }).data.person).toBe(null);
	await context.close();
});

test('with something unsent it asks first; kept, it waits for the same person', async ({
	browser,
	server
}) => {
	const { context } = await server.signIn(browser, MEMBER);
	const page = await context.newPage();
	await page.goto('/app/me/consent');
	await expect(page.getByRole('button', { name: /同意/ }).first()).toBeVisible();
	await workerReady(page);
	await context.setOffline(true);
	await page.getByRole('button', { name: /同意/ }).first().click();
	await expect(page.getByText(/待确认/)).toBeVisible();
	await page.goto('/app/me');
	await page.getByRole('button', { name: '退出登录' }).click();
	await expect(page.getByText('还有 1 条没有提交')).toBeVisible();
	await page.getByRole('button', { name: '留在这台手机，等我下次登录再提交' }).click();
	await page.waitForTimeout(1_000);
	await context.setOffline(false);
	await page.goto('/');
	const left = await residue(page);
	expect(left).not.toContain('张永强');

	// The same person comes back: it goes on with the same ids.
	const { context: next } = await server.signIn(browser, MEMBER);
	const [session] = (await next.cookies()).filter((cookie) => cookie.httpOnly);
	await next.close();
	if (session) await context.addCookies([session]);
	await page.goto('/app/me/outbox');
	await expect(page.getByText('没有待提交的操作')).toBeVisible();
	await page.goto('/app/me/consent');
	await expect(page.getByText(/现在：同意公示/)).toBeVisible();
	await context.close();
});
