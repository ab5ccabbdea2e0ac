import type { BrowserContext, Page } from '@playwright/test';
import { expect, test, type TestServer } from '../support/e2e.ts';

const MEMBER = '19900000010';
const OTHER = '彭春怡';

const grant = (page: Page) => page.getByRole('button', { name: /^(同意公示|改成这样)/ });

async function consentPage(context: BrowserContext): Promise<Page> {
	const page = await context.newPage();
	await page.goto('/app/me/consent');
	await expect(page.locator('form button[type=submit]').last()).toBeVisible();
	// Until the page listens, a press would go the way without JavaScript.
	await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
	return page;
}

/** Puts another session into the browser, as a sign-in in another tab does. */
async function becomes(context: BrowserContext, server: TestServer, person: string) {
	const cookie = server.cookie(person);
	const at = cookie.indexOf('=');
	const [old] = (await context.cookies()).filter(({ name }) => name === cookie.slice(0, at));
	if (!old) throw new Error('no session');
	await context.addCookies([{ ...old, value: cookie.slice(at + 1) }]);
}

test('somebody else signs in in another tab: nothing is sent in the wrong name', async ({
	browser,
	server
}) => {
	const { context } = await server.signIn(browser, MEMBER);
	const page = await consentPage(context);
	await becomes(context, server, OTHER);
	await page.locator('form button[type=submit]').last().click();
	await expect(page.getByText(/登录已过期/)).toBeVisible();

	// The same person again: it goes on, with the same id.
	await becomes(context, server, MEMBER);
	await page.goto('/app/me/outbox');
	await expect(page.getByText('没有待提交的操作')).toBeVisible();
	await page.goto('/app/me/consent');
	await expect(page.getByText(/现在：同意公示/)).toBeVisible();
	const other = await server.signIn(browser, OTHER);
	const theirs = await other.context.newPage();
	await theirs.goto('/app/me/consent');
	await expect(theirs.getByText('现在：不公示')).toBeVisible();
	await other.context.close();
	await context.close();
});

test('a server that dies and comes back: the page says so, and sends once', async ({
	browser,
	server
}) => {
	const { context } = await server.signIn(browser, '史明');
	const page = await consentPage(context);
	for (let i = 0; i < 2; i++) {
		await server.stop('SIGKILL');
		await grant(page).first().click();
		await expect(page.getByText(/待确认/)).toBeVisible();
		await expect(page.getByText(/^离线/)).toBeVisible();
		await server.start();
		await expect(page.getByText(/待确认/)).toBeHidden();
		await expect(page.getByText(/现在：同意公示/)).toBeVisible();
	}
	await expect(page.getByText(/^离线/)).toBeHidden();
	await expect(page.locator('main li')).toHaveCount(2);
	await context.close();
});

test('a form works without JavaScript', async ({ browser, server }) => {
	const { context } = await server.signIn(browser, '林波玉', { javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto('/app/me/consent');
	await page.locator('form button[type=submit]').last().click();
	await expect(page.getByText(/现在：同意公示/)).toBeVisible();
	await context.close();
});
