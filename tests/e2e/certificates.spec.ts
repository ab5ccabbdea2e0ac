/**
 * A certificate from the request to the page on which anybody checks it: asked for more than a week
 * ago, issued by the secretary, printed, taken as a Word file, checked signed out, made void.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { askCertificate } from '#lib/certificates/commands.ts';
import { tickAttendance } from '#lib/hours/commands.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import { DAY, dayOf, HOUR } from '#lib/kernel/time.ts';
import { claimShift, openPost, openShifts } from '#lib/posts/commands.ts';
import { endServer, expect, PHONE, startServer, test, type TestServer } from '../support/e2e.ts';
import { COMMUNITY, GRID, openWorld } from '../support/world.ts';

const ID = '11010519491231002X';
const DESK = { viewport: { width: 1280, height: 900 }, locale: 'zh-CN' } as const;
let server: TestServer;
let certificate: string;
let volunteer: string;
let secretary: string;

test.beforeAll(async () => {
	const dataDir = mkdtempSync(path.join(tmpdir(), 'geli-e2e-'));
	const world = await openWorld({ dataDir, now: Date.now() - 10 * DAY });
	const { people } = world;
	[volunteer, secretary] = [people.volunteer.id, people.secretary.id];
	const [post, shift] = [uuidv7(), uuidv7()];
	const startsAt = world.now + HOUR;
	await world.run(people.leader, openPost, {
		...{ id: post, unit: GRID, audience: null, kind: 'vanguard', title: '桶站值守', place: '东门' },
		...{ duties: '引导', bring: '', skills: [], risks: '地滑', insurance: 'covered', contact: '' }
	});
	const shifts = [{ id: shift, startsAt, endsAt: startsAt + 2 * HOUR }];
	await world.run(people.leader, openShifts, { post, capacity: 3, shifts });
	await world.run(people.volunteer, claimShift, { id: uuidv7(), shift });
	world.now = startsAt + HOUR;
	const present = [{ entry: uuidv7(), person: volunteer, minutes: 120 }];
	await world.run(people.leader, tickAttendance, { shift, present });
	certificate = uuidv7();
	const day = dayOf(world.now);
	const outcome = await world.run(people.volunteer, askCertificate, {
		...{ id: certificate, person: null, unit: COMMUNITY, from: '2026-01-01', to: day },
		...{ purpose: '升学', volunteerNumber: '3309220000001' },
		idNumber: { kind: 'resident', number: ID, salt: '5a'.repeat(16) }
	});
	expect(outcome).toMatchObject({ kind: 'done' });
	await world.close();
	server = await startServer({ seed: 'none', dataDir });
});
test.afterAll(() => endServer(server));

const look = async (page: Page, name: string) => {
	const folder = process.env['GELI_LOOK'];
	if (folder) await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
};

/** Nothing serious for axe, nothing that scrolls sideways. */
async function fits(page: Page) {
	const { violations } = await new AxeBuilder({ page }).analyze();
	const serious = violations.filter((v) => v.impact === 'serious' || v.impact === 'critical');
	expect(serious.map((v) => `${v.id}: ${v.nodes[0]?.html ?? ''}`)).toEqual([]);
	const wide = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth
	);
	expect(wide).toBeLessThanOrEqual(0);
}

test('issued, printed, checked by anybody, made void', async ({ browser }) => {
	const boss = await server.signIn(browser, secretary, DESK);
	const desk = await boss.context.newPage();
	await desk.goto('/app/hours/certificates');
	await look(desk, 'register');
	await desk.getByRole('link', { name: '王秀英' }).first().click();
	await expect(desk.getByRole('heading', { name: '志愿服务记录证明' })).toBeVisible();
	await expect(desk.getByText(ID)).toBeHidden();
	await desk.getByRole('link', { name: '核对证件号码' }).click();
	await expect(desk.getByText(ID)).toBeVisible();
	await fits(desk);
	await look(desk, 'issue');
	await desk.getByLabel('联系方式').fill('0580-5080000');
	await desk.getByRole('button', { name: '开出证明' }).click();
	await expect(desk.getByText('有效')).toBeVisible();
	await expect(desk.getByText(ID)).toBeHidden();

	const mine = await server.signIn(browser, volunteer, PHONE);
	const phone = await mine.context.newPage();
	await phone.goto('/app/me/hours');
	await phone.getByRole('link', { name: '志愿服务证明' }).click();
	await expect(phone.getByRole('heading', { name: '我的证明' })).toBeVisible();
	await look(phone, 'mine');
	await phone.getByRole('link', { name: /2026年1月1日/ }).click();
	const sheet = phone.getByRole('article', { name: '志愿服务记录证明' });
	await expect(sheet).toContainText('尾号 002X');
	await fits(phone);
	await look(phone, 'paper-phone');
	await phone.getByLabel('完整证件号码').fill(ID);
	await expect(sheet).toContainText(ID);
	const file = phone.waitForEvent('download');
	await phone.getByRole('button', { name: '下载 Word 文件' }).click();
	expect((await file).suggestedFilename()).toMatch(/^志愿服务记录证明 330922100001-.*\.docx$/);
	await phone.emulateMedia({ media: 'print' });
	await look(phone, 'paper-print');
	if (process.env['GELI_LOOK']) {
		await phone.pdf({ path: path.join(process.env['GELI_LOOK'], 'paper.pdf'), format: 'A4' });
	}
	const address = (await sheet.getByText(/\/certificates\/330922/).textContent()) ?? '';

	// Somebody who was handed the paper: not signed in, without JavaScript.
	const anybody = await browser.newContext({ ...PHONE, javaScriptEnabled: false });
	const outside = await anybody.newPage();
	const answer = await outside.goto(address);
	expect(answer?.status()).toBe(200);
	expect(answer?.headers()['x-robots-tag']).toContain('noindex');
	await expect(outside.getByText('2 小时')).toBeVisible();
	await look(outside, 'check');
	const leaks = /王秀英|郑书文|199\d{8}|002X|升学|5080000|桶站|东海/;
	expect(await outside.content()).not.toMatch(leaks);
	const unknown = await outside.goto(`${address.slice(0, -1)}${address.endsWith('0') ? 1 : 0}`);
	expect(unknown?.status()).toBe(200);
	await expect(outside.getByText('查不到')).toBeVisible();
	expect(await outside.locator('dt').allTextContents()).toHaveLength(5);

	await desk.getByText('作废', { exact: true }).first().click();
	await desk.getByLabel('为什么作废').fill('时长记错了');
	await desk.getByRole('button', { name: '作废' }).click();
	await expect(desk.getByRole('article').getByText('已作废')).toBeVisible();
	await outside.goto(`${server.url}/certificates`);
	await outside.getByLabel('证明编号').fill(address.split('/').at(-1)?.toLowerCase() ?? '');
	await outside.getByRole('button', { name: '查验' }).click();
	await expect(outside.locator('dd').getByText('已作废')).toBeVisible();
	expect(await outside.content()).not.toMatch(new RegExp(`${leaks.source}|记错`));

	await phone.emulateMedia({ media: 'screen' });
	await phone.goto(address);
	await fits(phone);

	let slow = false;
	for (let i = 0; i < 25 && !slow; i++) {
		slow = (await (await fetch(address)).text()).includes('查得太勤了');
	}
	expect(slow).toBe(true);
});
