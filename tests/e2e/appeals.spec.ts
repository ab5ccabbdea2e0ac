/**
 * Hours that were not accepted: the person objects on the phone, another leader answers, the hours
 * are back. Beside it what the person sees of their own hours: the chart, its table, the file.
 */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { confirmHours, enterHours, rejectHours } from '#lib/hours/commands.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import { DAY, HOUR, MINUTE } from '#lib/kernel/time.ts';
import { endServer, expect, PHONE, startServer, test, type TestServer } from '../support/e2e.ts';
import { GRID, openWorld } from '../support/world.ts';
import { unzip } from '../support/zip.ts';

const DESK = { viewport: { width: 1280, height: 900 }, locale: 'zh-CN' } as const;
let server: TestServer;
let member: string;
let secretary: string;

test.beforeAll(async () => {
	const dataDir = mkdtempSync(path.join(tmpdir(), 'geli-e2e-'));
	const world = await openWorld({ dataDir, now: Date.now() - 60 * DAY });
	const { people } = world;
	[member, secretary] = [people.member.id, people.secretary.id];
	const enter = async (note: string, minutes: number) => {
		const id = uuidv7();
		const startsAt = world.now - 5 * HOUR;
		const endsAt = startsAt + minutes * MINUTE;
		await world.run(people.member, enterHours, {
			...{ id, person: null, unit: GRID, shift: null, note, startsAt, endsAt }
		});
		return id;
	};
	for (let i = 0; i < 8; i++) {
		const id = await enter('帮厨送餐', 60 + 35 * i);
		await world.run(people.leader, confirmHours, { entries: [id] });
		world.now += 7 * DAY;
	}
	world.now = Date.now() - HOUR;
	const entry = await enter('走访独居老人', 90);
	await world.run(people.leader, rejectHours, { entry, reason: '没有看到人' });
	await world.close();
	server = await startServer({ seed: 'none', dataDir });
});
test.afterAll(() => endServer(server));

const look = async (page: Page, name: string) => {
	const folder = process.env['GELI_LOOK'];
	if (folder) await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
};

test('an objection is made, answered in time, and the hours are back', async ({ browser }) => {
	const { context } = await server.signIn(browser, member, PHONE);
	const phone = await context.newPage();
	await phone.goto('/app/me/hours');
	await expect(phone.getByRole('img', { name: '最近 12 周每周时长' })).toBeVisible();
	await phone.getByText('看数字').click();
	await expect(phone.getByRole('table')).toContainText('2.8 小时');
	await look(phone, 'hours');
	await phone.getByText('我有不同意见').click();
	await phone.getByLabel('哪里不对，谁能证明').fill('史明可以证明');
	await phone.getByRole('button', { name: '提交申诉' }).click();
	await expect(phone.getByText(/申诉等答复，最晚/)).toBeVisible();

	const desk = await (await server.signIn(browser, secretary, DESK)).context.newPage();
	await desk.goto('/app/hours/confirm');
	await expect(desk.getByText('林波玉 说：史明可以证明')).toBeVisible();
	await look(desk, 'appeals');
	await desk.getByRole('radio', { name: '成立，补回时长' }).check();
	await desk.getByLabel('怎么答复，会告诉本人').fill('问过史明，属实');
	await desk.getByRole('button', { name: '答复' }).click();
	await expect(desk.getByText('林波玉 说：史明可以证明')).toBeHidden();

	await expect(phone.getByText('申诉成立，时长已补回')).toBeVisible();
	await expect(phone.getByText('郑书文 答复：问过史明，属实')).toBeVisible();
	// Of grade C: the group sees it for a week first.
	await expect(phone.getByText('公示中 C')).toBeVisible();
	await look(phone, 'hours-answered');
	const file = phone.waitForEvent('download');
	await phone.getByRole('link', { name: '下载我的时长' }).click();
	const saved = await (await file).path();
	const all = [...unzip(readFileSync(saved)).values()].join();
	expect(all).toContain('走访独居老人');
	expect(all).not.toContain('199000');
	await phone.goto('/app/hours/notice');
	await expect(phone.getByText('林波玉 · 1.5 小时')).toBeVisible();
	await look(phone, 'notice');
});
