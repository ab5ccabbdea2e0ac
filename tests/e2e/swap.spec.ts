import type { Browser, Page } from '@playwright/test';
import { uuidv7 } from '#lib/kernel/id.ts';
import { DAY, dayOf } from '#lib/kernel/time.ts';
import { openPost } from '#lib/posts/commands.ts';
import { expect, test, type TestServer } from '../support/e2e.ts';

/** 张永强 and 彭春怡 of the first grid, and 汪杰珍, who leads it. */
const MEMBER = '19900000010';
const OTHER = '彭春怡';
const LEADER = '19900000005';
const GRID = '330922100001001';

async function phone(server: TestServer, browser: Browser, person: string): Promise<Page> {
	const { context } = await server.signIn(browser, person);
	return context.newPage();
}
const claimed = (page: Page) => page.locator('main').getByText('已认领', { exact: true });

test('a 逢四 series opens; a place of it is handed on offline, taken, and one handed to a fellow', async ({
	browser,
	server
}) => {
	const post = uuidv7();
	await server.command(server.cookie(LEADER), openPost, {
		...{ id: post, unit: GRID, audience: null, kind: 'task_force', title: '逢四入格' },
		...{ place: '海韵小区', duties: '走访', bring: '', skills: [], risks: '雨天路滑' },
		...{ insurance: 'covered', contact: '' }
	});
	const leader = await phone(server, browser, LEADER);
	await leader.goto(`/app/posts/${post}`);
	await leader.getByText('加班次').click();
	await leader.getByLabel('从', { exact: true }).fill(dayOf(Date.now() + DAY));
	await leader
		.getByLabel('到', { exact: false })
		.first()
		.fill(dayOf(Date.now() + 62 * DAY));
	await leader.getByRole('radio', { name: /^逢几/ }).check();
	const open = leader.getByRole('button', { name: /^开 [5-7] 班$/ });
	await expect(open).toBeVisible();
	await expect(leader.getByText(/一共 [5-7] 天/)).toBeVisible();
	await leader.screenshot({ path: test.info().outputPath('series.png'), fullPage: true });
	await open.click();
	const rows = leader.locator('a[href^="/app/shifts/"]');
	await expect(rows.nth(4)).toBeVisible();
	const [first = '', second = ''] = await rows.evaluateAll((links) =>
		links.map((link) => link.getAttribute('href') ?? '')
	);

	const [one, two] = [await phone(server, browser, MEMBER), await phone(server, browser, OTHER)];
	for (const address of [first, second]) {
		await one.goto(address);
		await one.getByRole('button', { name: '认领', exact: true }).click();
		await expect(claimed(one)).toBeVisible();
	}
	await expect(one.getByRole('link', { name: '放进手机日历' })).toBeVisible();
	const file = `${second.replace('/app/', '/api/')}/calendar.ics`;
	const entry = await (await one.request.get(file)).text();
	expect(entry).toContain('SUMMARY:逢四入格\r\n');
	expect(entry).not.toContain('张永强');
	expect((await fetch(server.url + file)).status).toBe(401);
	const nowhere = `/api/shifts/${uuidv7()}/calendar.ics`;
	expect((await one.request.get(nowhere)).status()).toBe(404);

	await one.goto(first);
	await one.getByRole('button', { name: '换班' }).click();
	await expect(one.getByText('看得到这个岗位的人都可以')).toBeVisible();
	await one.screenshot({ path: test.info().outputPath('sheet.png') });
	await one.context().setOffline(true);
	await one.getByRole('button', { name: '请人来接' }).click();
	await expect(one.getByText(/待确认/).first()).toBeVisible();
	await one.context().setOffline(false);
	await one.evaluate(() => window.dispatchEvent(new Event('online')));
	await expect(one.getByText('你在请人接这个名额，还没有人接。')).toBeVisible();

	await two.goto('/app/posts');
	await expect(two.getByText('有人想换班')).toBeVisible();
	await two.goto(first);
	await two.getByRole('button', { name: '我来接' }).click();
	await expect(claimed(two)).toBeVisible();
	await expect(claimed(one)).toHaveCount(0);
	await one.goto('/app/me/notices');
	await expect(one.getByText(/有人接了，你不用去了/)).toBeVisible();

	// Who has served here can be asked by name, and finds it under 今日.
	await one.goto(second);
	await one.getByRole('button', { name: '换班' }).click();
	await one.getByRole('radio', { name: new RegExp(OTHER) }).check();
	await one.getByRole('button', { name: '请人来接' }).click();
	await expect(one.getByText(`你在请${OTHER}接这个名额`)).toBeVisible();
	await two.goto('/app/today');
	await expect(two.getByText('等你回复')).toBeVisible();
	await two.screenshot({ path: test.info().outputPath('today.png') });
	await two.locator(`a[href="${second}"]`).first().click();
	await expect(two.getByRole('button', { name: '我去不了' })).toBeVisible();
	await two.screenshot({ path: test.info().outputPath('asked.png'), fullPage: true });
	await two.getByRole('button', { name: '我去不了' }).click();
	await expect(two.getByRole('button', { name: '我去不了' })).toHaveCount(0);
	await expect(claimed(one)).toBeVisible();
});
