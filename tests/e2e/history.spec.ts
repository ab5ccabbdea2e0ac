/** The past of minutes: who wrote what, two versions compared, an earlier text brought back. */
import { uuidv7 } from '#lib/kernel/id.ts';
import { DAY, dayOf, HOUR } from '#lib/kernel/time.ts';
import { openMeeting } from '#lib/meetings/commands.ts';
import { endSeat } from '#lib/roster/commands.ts';
import { endServer, expect, PHONE, startServer, test, type TestServer } from '../support/e2e.ts';

/** 汪杰珍 leads the grid, 张永强 works in it. */
const GRID = '330922100001001';
const LEADER = '19900000005';
const WORKER = '19900000010';
/** 沈英秀, who leaves the grid. */
const GUIDE = '19900000013';

let server: TestServer;
test.beforeAll(async () => {
	server = await startServer({ seed: 'shengsi' });
});
test.afterAll(() => endServer(server));

test('who wrote what is seen; what was taken out comes back, and one undo takes that back', async ({
	browser
}) => {
	const meeting = uuidv7();
	const outcome = await server.command(server.cookie(LEADER), openMeeting, {
		id: meeting,
		kind: 'grid_talk',
		unit: GRID,
		title: '楼道堆物怎么办',
		place: '网格活动点',
		startsAt: Date.now() - HOUR,
		topics: ''
	});
	expect(outcome.kind).toBe('done');
	const write = async (person: string) => {
		const { context } = await server.signIn(browser, person, PHONE);
		const page = await context.newPage();
		await page.goto(`/app/meetings/${meeting}/minutes`);
		const text = page.getByRole('textbox', { name: /的纪要$/ });
		await expect(text).toBeVisible();
		await expect(page.getByText('已连接')).toBeVisible();
		return { page, context, text };
	};

	const leader = await write(LEADER);
	await leader.text.pressSequentially('周三前清空楼道');
	await expect(leader.page.getByText('已连接')).toBeVisible();
	const worker = await write(WORKER);
	await expect(worker.text).toContainText('周三前清空楼道');
	await worker.text.click();
	await worker.page.keyboard.press('Control+Home');
	await worker.page.keyboard.press('ArrowRight');
	await worker.page.keyboard.press('Delete');
	await worker.text.pressSequentially('四');
	await worker.page.keyboard.press('Control+End');
	await worker.page.keyboard.press('Enter');
	await worker.text.pressSequentially('物业来搬');
	await expect(worker.page.getByText('已连接')).toBeVisible();

	await leader.page.getByRole('link', { name: '修改记录' }).click();
	await expect(leader.page.getByRole('heading', { name: '谁在什么时候写过' })).toBeVisible();
	await expect(leader.page.getByText('物业来搬')).toBeVisible();
	await expect(leader.page.getByText('写的人：张永强', { exact: true })).toBeVisible();
	await expect(leader.page.getByText('写的人：汪杰珍 6 字、张永强 1 字')).toBeVisible();

	// What the second one did, in words.
	await leader.page.getByRole('link', { name: /张永强/ }).click();
	await expect(leader.page.locator('del')).toHaveText('三');
	await expect(leader.page.locator('ins')).toHaveText(['四', '物业来搬']);
	await expect(leader.page.getByText('改过')).toBeVisible();
	await expect(leader.page.getByText('新增')).toBeVisible();
	const wide = await leader.page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth
	);
	expect(wide).toBe(0);

	// The leader's own version comes back as an edit that the other sees too.
	await leader.page.goBack();
	await leader.page
		.getByRole('link', { name: /汪杰珍/ })
		.first()
		.click();
	await leader.page.getByRole('link', { name: /^恢复成/ }).click();
	await leader.page.getByRole('button', { name: '恢复', exact: true }).click();
	await expect(worker.text).not.toContainText('物业来搬');
	await expect(worker.text).toContainText('周三前清空楼道');
	await leader.page.getByRole('button', { name: '撤销这次恢复' }).click();
	await expect(worker.text).toContainText('物业来搬');
	await expect(worker.text).toContainText('周四前清空楼道');

	// What stands there now as a file; not for those who were not asked.
	await leader.page.goto(`/app/meetings/${meeting}`);
	await leader.page.getByText('下载纪要').click();
	const download = leader.page.waitForEvent('download');
	await leader.page.getByRole('link', { name: 'Word 文档' }).click();
	expect((await download).suggestedFilename()).toMatch(
		/^会议纪要-楼道堆物怎么办-\d{4}-\d\d-\d\d-草稿\.docx$/
	);
	const plain = await leader.page.request.get(`/api/meetings/${meeting}/minutes.txt`);
	expect(await plain.text()).toContain('周四前清空楼道');
	const page = await leader.page.request.get(`/api/meetings/${meeting}/minutes.html`);
	expect(page.headers()['content-security-policy']).toContain('sandbox');
	expect((await leader.page.request.get(`/api/meetings/${meeting}/minutes.exe`)).status()).toBe(
		404
	);
	const signedOut = await fetch(
		new URL(`/api/meetings/${meeting}/minutes.docx`, leader.page.url())
	);
	expect(signedOut.status).toBe(401);

	await leader.context.close();
	await worker.context.close();
});

/** A view as one person reads it. */
async function view(cookie: string, name: string, args: object): Promise<unknown> {
	const query = new URLSearchParams({ args: JSON.stringify(args) }).toString();
	const answer = await fetch(`${server.url}/api/views/${name}?${query}`, { headers: { cookie } });
	return ((await answer.json()) as { data: unknown }).data;
}

test('who left the grid gets back what was written offline, and nobody else sees it', async ({
	browser
}) => {
	const leader = server.cookie(LEADER);
	const meeting = uuidv7();
	await server.command(leader, openMeeting, {
		id: meeting,
		kind: 'grid_talk',
		unit: GRID,
		title: '电瓶车进楼',
		place: '',
		startsAt: Date.now() - HOUR,
		topics: ''
	});
	const { context } = await server.signIn(browser, GUIDE, PHONE);
	const page = await context.newPage();
	await page.goto(`/app/meetings/${meeting}/minutes`);
	const text = page.getByRole('textbox', { name: /的纪要$/ });
	await expect(page.getByText('已连接')).toBeVisible();
	await text.pressSequentially('先设充电点');
	await expect(page.getByText('已连接')).toBeVisible();
	await page.waitForTimeout(1_000);

	await context.setOffline(true);
	await expect(page.getByText('离线，已存在本机')).toBeVisible();
	await page.keyboard.press('Enter');
	await text.pressSequentially('再查私拉电线');
	await page.waitForTimeout(500);
	const me = (await view(server.cookie(GUIDE), 'auth.me', {})) as { person: { id: string } };
	const person = (await view(leader, 'roster.person', { person: me.person.id })) as {
		seats: readonly { id: string }[];
	};
	for (const { id } of person.seats) {
		const outcome = await server.command(leader, endSeat, {
			seat: id,
			to: dayOf(Date.now() - DAY)
		});
		expect(outcome.kind).toBe('done');
	}
	await context.setOffline(false);

	// The meeting is no longer theirs to read: what they wrote waits where unsent things are.
	await page.waitForTimeout(4_000);
	await page.goto('/app/me/outbox');
	await expect(page.locator('blockquote')).toHaveText('再查私拉电线');
	await page.reload();
	await expect(page.locator('blockquote')).toHaveText('再查私拉电线');
	await page.getByRole('button', { name: '不用留了' }).click();
	await page.getByRole('button', { name: '删掉这段文字' }).click();
	await expect(page.locator('blockquote')).toHaveCount(0);
	const draft = await view(leader, 'meetings.draft', { meeting });
	expect(JSON.stringify(draft)).toContain('先设充电点');
	expect(JSON.stringify(draft)).not.toContain('私拉电线');
	await context.close();
});
