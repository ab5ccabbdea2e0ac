import type { Browser, Page } from '@playwright/test';
import { uuidv7 } from '#lib/kernel/id.ts';
import { dayOf, DAY } from '#lib/kernel/time.ts';
import { claimShift, openPost, openShifts } from '#lib/posts/commands.ts';
import { expect, PHONE, test, type TestServer } from '../support/e2e.ts';

/** 张永强 and 彭春怡 of the first grid, and 汪杰珍, who leads it. */
const MEMBER = '19900000010';
const OTHER = '彭春怡';
const LEADER = '19900000005';
const GRID = '330922100001001';

/** A shift of the first grid that begins in `ms`, opened over the door. */
async function openShift(server: TestServer, title: string, capacity: number, ms: number) {
	const leader = server.cookie(LEADER);
	const [post, shift] = [uuidv7(), uuidv7()];
	await server.command(leader, openPost, {
		...{ id: post, unit: GRID, audience: null, kind: 'task_force', title, place: '海韵小区东门' },
		...{ duties: '清理楼道', bring: '', skills: [], risks: '搬重物当心腰', contact: '' },
		insurance: 'covered'
	});
	const startsAt = Date.now() + ms;
	const outcome = await server.command(leader, openShifts, {
		post,
		capacity,
		shifts: [{ id: shift, startsAt, endsAt: startsAt + 2 * 3_600_000 }]
	});
	expect(outcome.kind).toBe('done');
	return { shift, startsAt };
}

async function phone(server: TestServer, browser: Browser, person: string): Promise<Page> {
	const { context } = await server.signIn(browser, person);
	return context.newPage();
}
const status = (page: Page, text: string) => page.locator('main').getByText(text, { exact: true });

test('a leader opens a post; two phones look at one shift; the place goes, is seen to go, and comes back', async ({
	browser,
	server
}) => {
	const leader = await phone(server, browser, LEADER);
	await leader.goto('/app/posts');
	await leader.getByRole('link', { name: '开岗位' }).click();
	await leader.getByLabel('名称').fill('楼道清理');
	await leader.getByLabel('地点').fill('三单元');
	await leader.getByLabel('做什么').fill('把堆物搬到楼下');
	await leader.getByLabel('有什么风险').fill('搬重物当心腰，楼梯间有灰');
	await leader.getByRole('radio', { name: '已为参加的人买了意外险' }).check();
	await leader.getByRole('button', { name: '开这个岗位' }).click();
	await expect(leader.getByRole('heading', { name: '楼道清理' })).toBeVisible();

	await leader.getByText('加班次').click();
	await leader.getByLabel('从', { exact: true }).fill(dayOf(Date.now() + DAY));
	await leader
		.getByLabel('到', { exact: false })
		.first()
		.fill(dayOf(Date.now() + 3 * DAY));
	await leader.getByLabel('名额').fill('1');
	await leader.getByRole('button', { name: '开 3 班' }).click();
	const rows = leader.locator('a[href^="/app/shifts/"]');
	await expect(rows).toHaveCount(3);
	const address = (await rows.first().getAttribute('href')) ?? '';

	const [one, two] = [await phone(server, browser, MEMBER), await phone(server, browser, OTHER)];
	await one.goto('/app/posts');
	await one.locator(`a[href="${address}"]`).click();
	await two.goto(address);
	await expect(status(two, '还差 1 人')).toBeVisible();
	await expect(one.getByText('搬重物当心腰，楼梯间有灰')).toBeVisible();
	// Both listen.
	await one.waitForTimeout(1_500);

	await one.getByRole('button', { name: '认领', exact: true }).click();
	await expect(one.getByText('认领成功')).toBeVisible();
	await expect(status(two, '已满')).toBeVisible({ timeout: 1_000 });

	await two.getByRole('button', { name: '排候补' }).click();
	await expect(two.getByText('你排在候补第 1 位')).toBeVisible();

	await one.getByText('退出这一班').click();
	await one.getByRole('button', { name: '确定退出' }).click();
	await expect(status(two, '已认领')).toBeVisible({ timeout: 2_000 });
	await expect(two.getByText('有人退出，你补上了')).toBeVisible();
	await two.goto('/app/me/notices');
	await expect(two.getByText('你补上了')).toBeVisible();
	await two.goto('/app/me/shifts');
	await expect(two.getByText('楼道清理')).toBeVisible();
});

test('a refusal says what happened, why, and what next', async ({ browser, server }) => {
	const first = await openShift(server, '先来的', 3, 50 * 3_600_000);
	const clash = await openShift(server, '同一时间', 3, 51 * 3_600_000);
	const page = await phone(server, browser, MEMBER);
	await page.goto(`/app/shifts/${first.shift}`);
	await page.getByRole('button', { name: '认领', exact: true }).click();
	await expect(status(page, '已认领')).toBeVisible();
	await page.goto(`/app/shifts/${clash.shift}`);
	await page.getByRole('button', { name: '认领', exact: true }).click();
	await expect(page.getByText(/没有认领成功。.*“先来的”.*可以先退出那一班/)).toBeVisible();
	await expect(status(page, '还差 3 人')).toBeVisible();
});

test('without JavaScript: claim, wait, leave', async ({ browser, server }) => {
	const { shift } = await openShift(server, '不用脚本', 1, 70 * 3_600_000);
	const plain = { ...PHONE, javaScriptEnabled: false };
	const { context: first } = await server.signIn(browser, MEMBER, plain);
	const { context: second } = await server.signIn(browser, OTHER, plain);
	const one = await first.newPage();
	await one.goto('/app/posts');
	await one.locator('form', { hasText: '不用脚本' }).getByRole('button', { name: /认领/ }).click();
	await expect(one.locator('main').getByText('已认领').first()).toBeVisible();
	const two = await second.newPage();
	await two.goto(`/app/shifts/${shift}`);
	await two.getByRole('button', { name: '排候补' }).click();
	await expect(status(two, '候补第 1 位')).toBeVisible();
	await one.goto(`/app/shifts/${shift}`);
	await one.getByText('退出这一班').click();
	await one.getByRole('button', { name: '确定退出' }).click();
	await expect(one.getByRole('button', { name: '排候补' })).toBeVisible();
	await two.reload();
	await expect(status(two, '已认领')).toBeVisible();
});

test('who came: checked in by the person, ticked off by the leader, confirmed by a second one', async ({
	browser,
	server
}) => {
	const { shift, startsAt } = await openShift(server, '傍晚巡逻', 3, 4_000);
	const [mine, theirs] = [server.cookie(MEMBER), server.cookie(OTHER)];
	for (const cookie of [mine, theirs]) {
		const outcome = await server.command(cookie, claimShift, { id: uuidv7(), shift });
		expect(outcome.kind).toBe('done');
	}
	const member = await phone(server, browser, MEMBER);
	await member.goto(`/app/shifts/${shift}`);
	await member.getByRole('button', { name: '签到' }).click();
	await expect(member.getByText(/已签到/).first()).toBeVisible();

	await member.waitForTimeout(Math.max(0, startsAt + 500 - Date.now()));
	const leader = await phone(server, browser, LEADER);
	await leader.goto('/app/hours/confirm');
	await expect(leader.getByRole('heading', { name: '点名 · 傍晚巡逻' })).toBeVisible();
	await leader.getByLabel('彭春怡').check();
	await leader.getByRole('button', { name: '1 人到场，交上' }).click();
	await expect(leader.getByText('已记 1 人')).toBeVisible();

	const other = await phone(server, browser, OTHER);
	await other.goto('/app/me/hours');
	await expect(other.getByText('已核 B')).toBeVisible();
	await expect(other.getByText('2 小时').first()).toBeVisible();

	// Entered afterwards: grade C, and somebody else confirms.
	await other.getByText('补记时长').click();
	const form = other.locator('form', { hasText: '交给负责人核实' });
	await form.getByRole('combobox').selectOption(GRID);
	await form.getByLabel('哪一天').fill(dayOf(Date.now() - DAY));
	await form.getByLabel('开始').fill('09:00');
	await form.getByLabel('结束').fill('10:30');
	await form.getByLabel('做了什么').fill('陪老人去医院，史明在场');
	await form.getByRole('button', { name: '交给负责人核实' }).click();
	await expect(other.getByText('待核', { exact: true })).toBeVisible();
	await leader.reload();
	await leader.getByRole('checkbox', { name: '选中 彭春怡' }).check();
	await leader.getByRole('button', { name: '核实选中的 1 条' }).click();
	await expect(leader.getByText('已核实 1 条')).toBeVisible();
	// Entered later: the group sees it for a week before it counts.
	await expect(other.getByText('公示中 C')).toBeVisible();
});
