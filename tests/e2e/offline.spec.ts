import type { Browser, Page } from '@playwright/test';
import { cancelShift, claimShift, openPost, openShifts } from '#lib/posts/commands.ts';
import { shiftPage } from '#lib/posts/views.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import { expect, test, type TestServer } from '../support/e2e.ts';

/** 张永强 and 彭春怡 of the first grid, and 汪杰珍, who leads it. */
const MEMBER = '19900000010';
const OTHER = '彭春怡';
const LEADER = '19900000005';
const GRID = '330922100001001';

/** Where a phone keeps a view: lib/sync/view-cache.svelte.ts, which only a browser can load. */
const viewKey = (name: string, args: unknown) =>
	`view:${name}?${encodeURIComponent(JSON.stringify(args))}`;

/** The worker has taken over: from here on the app opens without network. */
const workerReady = (page: Page) =>
	page.evaluate(async () => {
		await navigator.serviceWorker.ready;
		while (!navigator.serviceWorker.controller) await new Promise((next) => setTimeout(next, 50));
	});

/** Errors on the console; those of the missing network are what the test is about. */
function faultsOf(page: Page): string[] {
	const faults: string[] = [];
	page.on('console', (message) => {
		const text = message.text();
		if (message.type() === 'error' && !text.includes('ERR_INTERNET')) faults.push(text);
	});
	page.on('pageerror', (error) => faults.push(String(error)));
	return faults;
}

let days = 0;

/** A shift with so many places, on a day of its own, and the leader's cookie. */
async function openShift(server: TestServer, title: string, capacity: number) {
	const leader = server.cookie(LEADER);
	const post = uuidv7();
	const shift = uuidv7();
	const startsAt = Date.now() + ++days * 24 * 3_600_000;
	await server.command(leader, openPost, {
		id: post,
		unit: GRID,
		audience: null,
		kind: 'volunteer_station',
		title,
		place: '海韵小区东门',
		duties: '引导分类，擦拭桶盖',
		bring: '',
		skills: [],
		risks: '地面湿滑，穿防滑鞋',
		insurance: 'covered',
		contact: ''
	});
	const outcome = await server.command(leader, openShifts, {
		post,
		capacity,
		shifts: [{ id: shift, startsAt, endsAt: startsAt + 7_200_000 }]
	});
	expect(outcome.kind).toBe('done');
	return { shift, leader };
}

/** A phone that has seen 岗位 with network, then lost it. */
async function phoneGoneOffline(
	browser: Browser,
	server: TestServer,
	shown: string,
	shift: string
) {
	const { context } = await server.signIn(browser, MEMBER);
	const page = await context.newPage();
	await page.goto('/app/posts');
	await expect(page.getByText(shown).first()).toBeVisible();
	await workerReady(page);
	// The pack brings the pages behind the rows.
	await expect
		.poll(() => keptKeys(page), { timeout: 20_000 })
		.toContainEqual(viewKey(shiftPage.name, { shift }));
	await page.close();
	await context.setOffline(true);
	return context;
}

/** Keys of the views that the phone keeps. */
const keptKeys = (page: Page) =>
	page.evaluate(async () => {
		const [person] = JSON.parse(localStorage.getItem('geli.people') ?? '[]') as string[];
		const db = await new Promise<IDBDatabase>((resolve, reject) => {
			const request = indexedDB.open(`geli-${person}`);
			request.onsuccess = () => resolve(request.result);
			request.onerror = () => reject(request.error as Error);
		});
		const keys = await new Promise<string[]>((resolve) => {
			const request = db.transaction('views').objectStore('views').getAllKeys();
			request.onsuccess = () => resolve(request.result as string[]);
		});
		db.close();
		return keys;
	});

test('the page that came from the server asks for nothing twice', async ({ browser, server }) => {
	const { context } = await server.signIn(browser, MEMBER);
	const page = await context.newPage();
	const faults = faultsOf(page);
	const asked: string[] = [];
	page.on('request', (request) => {
		const own = /\/api\/views\/(honors\.myConsent|auth\.me)/.test(request.url());
		if (own) asked.push(request.url());
	});
	await page.goto('/app/me/consent');
	await expect(page.getByRole('button', { name: /同意/ })).toBeVisible();
	await workerReady(page);
	expect(asked).toEqual([]);
	expect(faults).toEqual([]);
	await context.close();
});

test('a deep link opened cold without network; a claim made there is sent once', async ({
	browser,
	server
}) => {
	const { shift } = await openShift(server, '桶站值守', 2);
	const context = await phoneGoneOffline(browser, server, '桶站值守', shift);
	const cold = await context.newPage();
	const faults = faultsOf(cold);
	const sent: string[] = [];
	cold.on('request', (request) => {
		if (request.url().includes('/api/commands')) sent.push(request.postData() ?? '');
	});
	// A page that was never opened here: the pack has it.
	await cold.goto(`/app/shifts/${shift}`);
	await expect(cold.getByRole('heading', { name: '桶站值守' })).toBeVisible();
	await expect(cold.getByText(/^离线，内容截至 \d+:\d\d/)).toBeVisible();
	await cold.getByRole('button', { name: '认领' }).click();
	await expect(cold.getByText(/待确认/)).toBeVisible();
	await expect(cold.getByText('认领成功')).toBeHidden();

	// Closed and opened again, still without network: it is still there.
	await cold.goto('/app/me/outbox');
	await expect(cold.getByText(/待确认 · /)).toBeVisible();
	await cold.goto(`/app/shifts/${shift}`);
	await expect(cold.getByText(/待确认/)).toBeVisible();

	sent.length = 0;
	await context.setOffline(false);
	await expect(cold.getByText('已认领')).toBeVisible();
	await expect(cold.getByText(/^离线/)).toBeHidden();
	expect(sent).toHaveLength(1);
	expect(faults).toEqual([]);
	await cold.goto('/app/me/outbox');
	await expect(cold.getByText('没有待提交的操作')).toBeVisible();
	await context.close();
});

test('the last place: claimed without network, and meanwhile by somebody with', async ({
	browser,
	server
}) => {
	const { shift } = await openShift(server, '助老送餐', 1);
	const context = await phoneGoneOffline(browser, server, '助老送餐', shift);
	const cold = await context.newPage();
	await cold.goto(`/app/shifts/${shift}`);
	await cold.getByRole('button', { name: '认领' }).click();
	await expect(cold.getByText(/待确认/)).toBeVisible();
	const other = await server.command(server.cookie(OTHER), claimShift, { id: uuidv7(), shift });
	expect(other).toMatchObject({ kind: 'done', data: { place: 'held' } });

	await context.setOffline(false);
	await expect(cold.getByText(/候补第 1 位/).first()).toBeVisible();
	await context.close();
});

test('a refusal that comes after reconnecting waits for the person, with reason and next step', async ({
	browser,
	server
}) => {
	const { shift, leader } = await openShift(server, '夜间巡逻', 3);
	const context = await phoneGoneOffline(browser, server, '夜间巡逻', shift);
	const cold = await context.newPage();
	await cold.goto(`/app/shifts/${shift}`);
	await cold.getByRole('button', { name: '认领' }).click();
	await expect(cold.getByText(/待确认/)).toBeVisible();
	await server.command(leader, cancelShift, { shift, reason: '台风' });
	await cold.goto('/app/me');
	// Long enough that nobody can be taken to have been watching.
	await cold.waitForTimeout(10_500);

	await context.setOffline(false);
	await cold.goto('/app/me/outbox');
	await expect(cold.getByText(/需要[你您]处理/)).toBeVisible();
	await expect(cold.getByText(/这一班已经取消。看看其他班次。/)).toBeVisible();
	await cold.getByRole('button', { name: '知道了' }).click();
	await expect(cold.getByText('没有待提交的操作')).toBeVisible();
	await context.close();
});

test('two tabs: the one that sends is closed, the other one sends', async ({ browser, server }) => {
	const { shift } = await openShift(server, '楼道清理', 3);
	const context = await phoneGoneOffline(browser, server, '楼道清理', shift);
	const first = await context.newPage();
	await first.goto('/app/me/outbox');
	const second = await context.newPage();
	await second.goto(`/app/shifts/${shift}`);
	await second.getByRole('button', { name: '认领' }).click();
	await expect(first.getByText(/待确认 · /)).toBeVisible();
	await first.close();
	await context.setOffline(false);
	await expect(second.getByText('已认领')).toBeVisible();
	await context.close();
});
