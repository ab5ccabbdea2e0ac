/** Signing in as people do it: first run, invitation, phones of one's own and shared ones. */
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { endAllSessions } from '#lib/auth/commands.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import { openPost, openShifts } from '#lib/posts/commands.ts';
import { endServer, expect, PHONE, startServer, test, type TestServer } from '../support/e2e.ts';

const LEADER = '19900000005';
const VOLUNTEER = '19900000626';
const GRID = '330922100001001';
const PASSWORD = '海边的风很大呀呀';

async function phone(
	browser: Browser,
	server: TestServer,
	more: Parameters<Browser['newContext']>[0] = {}
): Promise<{ context: BrowserContext; page: Page }> {
	const context = await browser.newContext({ ...PHONE, ...more, baseURL: server.url });
	return { context, page: await context.newPage() };
}

async function signIn(page: Page, number: string, password: string, device = '自己的手机') {
	await page.goto('/sign-in');
	await page.getByLabel('手机号', { exact: true }).fill(number);
	await page.getByLabel('密码', { exact: true }).fill(password);
	await page.getByRole('radio', { name: device }).check();
	await page.getByRole('button', { name: '登录', exact: true }).click();
}

test.describe('on the first day', () => {
	let server: TestServer;
	test.beforeAll(async () => {
		server = await startServer({ seed: 'none' });
	});
	test.afterAll(() => endServer(server));

	test('somebody starts an own county, is told what is wrong, and is in', async ({ browser }) => {
		const { page, context } = await phone(browser, server);
		await page.goto('/app/today');
		await expect(page).toHaveURL(/first-run/);
		await page.getByLabel('县区名称').fill('嵊泗县');
		await page.getByLabel('行政区划代码').fill('33092');
		await page.getByLabel('管理员姓名').fill('周海');
		await page.getByLabel('管理员手机号').fill('199 0000 0001');
		await page.getByLabel('密码', { exact: true }).fill('12345678');
		await page.getByRole('radio', { name: '自己的手机' }).check();
		const submit = page.getByRole('button', { name: '建立并登录' });
		await submit.click();
		await expect(page.getByText('请填 6 位行政区划代码')).toBeVisible();
		// What was typed is still there, but for the password.
		await expect(page.getByLabel('县区名称')).toHaveValue('嵊泗县');
		await page.getByLabel('行政区划代码').fill('330922');
		await page.getByLabel('密码', { exact: true }).fill('12345678');
		await submit.click();
		await expect(page.getByText('这个密码太常见')).toBeVisible();
		await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
		await submit.click();
		await expect(page).toHaveURL(/\/app\/today/);
		const cookies = await context.cookies();
		expect(cookies.find((c) => c.name === '__Host-sid')).toMatchObject({
			secure: true,
			httpOnly: true,
			sameSite: 'Lax',
			path: '/'
		});
		// The door is closed behind the first one.
		await page.goto('/first-run');
		await expect(page).not.toHaveURL(/first-run/);
		await context.close();
	});
});

test.describe('in a county that runs', () => {
	let server: TestServer;
	let member: { id: string; name: string; phone: string };
	test.beforeAll(async () => {
		test.setTimeout(60_000);
		server = await startServer({ seed: 'demo' });
		// Somebody of the leader's grid, as the leader sees them.
		const cookie = server.cookie(LEADER);
		const view = async <Data>(name: string, args: object): Promise<Data> => {
			const query = new URLSearchParams({ args: JSON.stringify(args) });
			const response = await fetch(`${server.url}/api/views/${name}?${query}`, {
				headers: { cookie }
			});
			return ((await response.json()) as { data: Data }).data;
		};
		const me = await view<{ memberships: { unit: string }[] }>('auth.me', {});
		const { people } = await view<{
			people: { id: string; name: string; phone: string | null; seats: unknown[] }[];
		}>('roster.people', { unit: me.memberships[0]?.unit, search: '', role: 'volunteer', page: 1 });
		const found = people.findLast((one) => one.phone && one.seats.length === 1);
		member = { id: found?.id ?? '', name: found?.name ?? '', phone: found?.phone ?? '' };
	});
	test.afterAll(() => endServer(server));

	test('an invitation is made, answered with four digits, and used once', async ({ browser }) => {
		const { context: leader } = await server.signIn(browser, LEADER);
		const desk = await leader.newPage();
		await desk.goto(`/app/people/${member.id}/invite`);
		await desk.getByRole('button', { name: /生成邀请|重新生成/ }).click();
		await expect(desk.getByRole('img', { name: '邀请二维码' })).toBeVisible();
		const link = await desk.getByLabel('邀请链接').inputValue();
		expect(link).toMatch(/\/invite\/[\w-]{22}$/);

		const { context, page } = await phone(browser, server);
		const answer = async (digits: string) => {
			await page.getByLabel('手机号后四位').fill(digits);
			await page.getByLabel('新密码').fill(PASSWORD);
			await page.getByRole('radio', { name: '自己的手机' }).check();
			await page.getByRole('button', { name: '设好密码并登录' }).click();
		};
		await page.goto(link);
		const right = member.phone.slice(-4);
		await answer(right === '0000' ? '1111' : '0000');
		await expect(page.getByText('还可以试 4 次')).toBeVisible();
		await answer(right);
		await expect(page).toHaveURL(/\/app\/today/);

		const late = await phone(browser, server);
		await late.page.goto(link);
		await expect(late.page.getByText('这个邀请不能用')).toBeVisible();
		await late.context.close();

		// The leader makes another one: using it ends the session of the first phone.
		await desk.goto(`/app/people/${member.id}/invite`);
		await expect(desk.getByText('本人已有密码')).toBeVisible();
		await desk.getByRole('button', { name: /生成邀请|重新生成/ }).click();
		const again = await desk.getByLabel('邀请链接').inputValue();
		const other = await phone(browser, server);
		await other.page.goto(again);
		await other.page.getByLabel('手机号后四位').fill(right);
		await other.page.getByLabel('新密码').fill(PASSWORD);
		await other.page.getByRole('radio', { name: '公用手机' }).check();
		await other.page.getByRole('button', { name: '设好密码并登录' }).click();
		await expect(other.page).toHaveURL(/\/app\/today/);
		const response = await context.request.get('/api/views/auth.sessions');
		expect(response.status()).toBe(401);
		for (const one of [context, leader, other.context]) await one.close();
	});

	test('a wrong password and an unknown number read the same', async ({ browser }) => {
		const { context, page } = await phone(browser, server);
		const said = async (number: string) => {
			await signIn(page, number, 'not the password');
			return page.getByText('没有登录成功').textContent();
		};
		expect(await said(LEADER)).toBe(await said('19912312312'));
		await expect(page.getByLabel('手机号', { exact: true })).toHaveValue('19912312312');
		await context.close();
	});

	test('one returns to the page that asked for it, and to no other site', async ({ browser }) => {
		const { context, page } = await phone(browser, server);
		await page.goto('/app/me/sessions');
		await expect(page).toHaveURL(/sign-in\?next=/);
		await page.getByLabel('手机号', { exact: true }).fill(LEADER);
		await page.getByLabel('密码', { exact: true }).fill('geli-demo-2026');
		await page.getByRole('radio', { name: '自己的手机' }).check();
		await page.getByRole('button', { name: '登录', exact: true }).click();
		await expect(page).toHaveURL(/\/app\/me\/sessions/);
		await context.clearCookies();
		await page.goto('/sign-in?next=//evil.example/');
		await page.getByLabel('手机号', { exact: true }).fill(LEADER);
		await page.getByLabel('密码', { exact: true }).fill('geli-demo-2026');
		await page.getByRole('radio', { name: '自己的手机' }).check();
		await page.getByRole('button', { name: '登录', exact: true }).click();
		await expect(page).toHaveURL(/\/app\/today/);
		await context.close();
	});

	test('sessions are listed; another device is signed out and stays out', async ({ browser }) => {
		const here = await phone(browser, server);
		const there = await phone(browser, server);
		await signIn(here.page, LEADER, 'geli-demo-2026');
		await expect(here.page).toHaveURL(/\/app\/today/);
		await signIn(there.page, LEADER, 'geli-demo-2026', '公用手机');
		await expect(there.page).toHaveURL(/\/app\/today/);
		await here.page.goto('/app/me/sessions');
		await expect(here.page.getByText('这一台', { exact: true })).toBeVisible();
		await here.page.getByRole('button', { name: '退出其他所有设备' }).click();
		await expect
			.poll(async () => (await there.context.request.get('/api/views/auth.sessions')).status())
			.toBe(401);
		expect((await here.context.request.get('/api/views/auth.sessions')).status()).toBe(200);
		await here.context.close();
		await there.context.close();
	});

	test('what waited for the network is sent after signing in again', async ({ browser }) => {
		const leader = server.cookie(LEADER);
		const [post, shift] = [uuidv7(), uuidv7()];
		await server.command(leader, openPost, {
			...{ id: post, unit: GRID, audience: null, kind: 'task_force', title: '楼道清理' },
			...{
				place: '三单元',
				duties: '清理楼道',
				bring: '',
				skills: [],
				risks: '当心腰',
				contact: ''
			},
			insurance: 'covered'
		});
		const startsAt = Date.now() + 30 * 3_600_000;
		const shifts = [{ id: shift, startsAt, endsAt: startsAt + 3_600_000 }];
		await server.command(leader, openShifts, { post, capacity: 3, shifts });

		const { context, page } = await phone(browser, server);
		await signIn(page, VOLUNTEER, 'geli-demo-2026');
		await expect(page).toHaveURL(/\/app\/today/);
		await page.goto(`/app/shifts/${shift}`);
		const claim = page.getByRole('button', { name: '认领', exact: true });
		await expect(claim).toBeVisible();
		await context.setOffline(true);
		await claim.click();
		await expect(page.getByText('待确认').first()).toBeVisible();
		// Meanwhile this session ends.
		const elsewhere = server.cookie(VOLUNTEER);
		await server.command(elsewhere, endAllSessions, { keepThis: true });
		await context.setOffline(false);
		await expect
			.poll(async () => (await context.request.get('/api/views/auth.sessions')).status())
			.toBe(401);
		await page.waitForTimeout(1_500);
		const mine = async () => (await context.request.get('/api/views/posts.mine')).text();

		await signIn(page, VOLUNTEER, 'geli-demo-2026');
		await expect(page).toHaveURL(/\/app\/today/);
		await expect.poll(mine, { timeout: 20_000 }).toContain(shift);
		await context.close();
	});

	test('it all works without JavaScript', async ({ browser }) => {
		const { context, page } = await phone(browser, server, { javaScriptEnabled: false });
		await signIn(page, LEADER, 'geli-demo-2026', '公用手机');
		await expect(page).toHaveURL(/\/app\/today/);
		await page.goto('/app/me/sessions');
		await page.getByLabel('现在的密码').fill('wrong wrong');
		await page.getByLabel('新密码').fill(PASSWORD);
		await page.getByRole('button', { name: '改密码' }).click();
		await expect(page.getByText('现在的密码不对')).toBeVisible();
		await context.close();
	});
});
