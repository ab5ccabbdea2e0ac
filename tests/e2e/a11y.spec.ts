/**
 * Every page on the demo county: nothing serious for axe in both themes and both modes, nothing
 * that scrolls sideways on the narrowest phone, with the largest letters, or at 200 %.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { endServer, expect, PHONE, ROOT, startServer, test as base } from '../support/e2e.ts';
import type { TestServer } from '../support/e2e.ts';

const test = base.extend<object, { demo: TestServer }>({
	demo: [
		// eslint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs from it
		async ({}, use) => {
			const server = await startServer({ seed: 'demo' });
			await use(server);
			await endServer(server);
		},
		{ scope: 'worker', timeout: 120_000 }
	]
});

/** A grid leader of the demo county, who sees the most kinds of pages on a phone. */
const LEADER = '19900000005';
const FIRST = ['/app/today', '/app/posts', '/app/talk', '/app/me', '/app/units', '/honors'];
/** Reached by no link: a way in, an empty installation, the shell of the worker. */
const APART = ['/', '/sign-in', '/invite/*', '/first-run', '/shell'];

/** `/app/posts/01a1…` → `/app/posts/*`: one page of each kind is enough. */
const kindOf = (address: string): string =>
	address
		.split('/')
		.map((part) => (/^[0-9a-f-]{20,}$|^\d{6,17}$|^\d+$|^\d{4}-\d{2}$/.test(part) ? '*' : part))
		.join('/');

/** Every page there is, as the files of the routes say. */
const pages = (readdirSync(path.join(ROOT, 'src/routes'), { recursive: true }) as string[])
	.filter((file) => file.endsWith('+page.svelte'))
	.map((file) =>
		`/${path.dirname(file)}`
			.replace(/\/\([^)]+\)/g, '')
			.replace(/\[[^\]]+\]/g, '*')
			.replace(/\/\.$/, '/')
	);

/** Follows the links of our own pages; one address of each kind. */
async function crawl(page: Page): Promise<Map<string, string>> {
	const found = new Map(FIRST.map((address) => [kindOf(address), address]));
	for (const address of found.values()) {
		await page.goto(address);
		const links = await page
			.locator('a[href^="/"]')
			.evaluateAll((all) =>
				all
					.filter((a) => !(a as HTMLAnchorElement).hasAttribute('download'))
					.map((a) => new URL((a as HTMLAnchorElement).href).pathname)
			);
		for (const link of links) {
			const kind = kindOf(link);
			if (!found.has(kind) && pages.includes(kind)) found.set(kind, link);
		}
	}
	return found;
}

/** The four ways a page can look, without loading it anew. */
const WAYS = [
	{ theme: 'light', elder: 'off' },
	{ theme: 'dark', elder: 'off' },
	{ theme: 'light', elder: 'on' },
	{ theme: 'dark', elder: 'on' }
] as const;

const dress = (page: Page, way: { theme: string; elder: string }) =>
	page.evaluate((chosen) => void Object.assign(document.documentElement.dataset, chosen), way);

/** What axe calls serious or critical, one line each. */
async function serious(page: Page): Promise<string[]> {
	const { violations } = await new AxeBuilder({ page })
		.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
		.analyze();
	return violations
		.filter(({ impact }) => impact === 'serious' || impact === 'critical')
		.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)} (${nodes.length})`);
}

/** How far the page reaches beyond the screen, and what it is that does. */
const sideways = (page: Page) =>
	page.evaluate(() => {
		const over = document.documentElement.scrollWidth - window.innerWidth;
		if (over <= 0) return '';
		const wide = [...document.querySelectorAll('main *')].find(
			(element) => element.getBoundingClientRect().right > window.innerWidth + 1
		);
		return `${over} px: ${wide?.outerHTML.slice(0, 160) ?? ''}`;
	});

test.describe.configure({ mode: 'serial' });
let addresses: Map<string, string>;

test('every kind of page is reached from the others', async ({ browser, demo }) => {
	test.setTimeout(180_000);
	const { context } = await demo.signIn(browser, LEADER);
	addresses = await crawl(await context.newPage());
	await context.close();
	const missed = pages.filter((kind) => !addresses.has(kind) && !APART.includes(kind));
	expect(missed).toEqual([]);
});

test('axe finds nothing serious, in both themes and both modes', async ({ browser, demo }) => {
	test.setTimeout(400_000);
	const { context } = await demo.signIn(browser, LEADER);
	const page = await context.newPage();
	const found: string[] = [];
	for (const address of [...addresses.values(), '/sign-in', '/nowhere', '/app/nowhere']) {
		await page.goto(address);
		for (const way of WAYS) {
			await dress(page, way);
			const said = await serious(page);
			found.push(...said.map((line) => `${address} ${way.theme} elder ${way.elder}: ${line}`));
		}
	}
	await context.close();
	expect(found).toEqual([]);
});

test('nothing scrolls sideways on a narrow phone or with large letters', async ({
	browser,
	demo
}) => {
	test.setTimeout(240_000);
	const { context } = await demo.signIn(browser, LEADER, {
		...PHONE,
		viewport: { width: 360, height: 800 }
	});
	const page = await context.newPage();
	const found: string[] = [];
	const look = async (address: string, how: string) => {
		const over = await sideways(page);
		if (over) found.push(`${address} ${how}: ${over}`);
	};
	for (const address of [...addresses.values(), '/sign-in', '/first-run', '/nowhere']) {
		await page.goto(address);
		await look(address, 'at 360');
		await dress(page, { theme: 'light', elder: 'on' });
		await look(address, 'at 360, elder');
		await dress(page, { theme: 'light', elder: 'off' });
		await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
		await look(address, 'at 360, letters at 200 %');
	}
	await context.close();
	expect(found).toEqual([]);
});

test('at 200 % on a desk everything is there and nothing scrolls sideways', async ({
	browser,
	demo
}) => {
	test.setTimeout(180_000);
	const { context } = await demo.signIn(browser, LEADER, { viewport: { width: 640, height: 450 } });
	const page = await context.newPage();
	const found: string[] = [];
	for (const address of addresses.values()) {
		await page.goto(address);
		const over = await sideways(page);
		if (over) found.push(`${address}: ${over}`);
	}
	await context.close();
	expect(found).toEqual([]);
});
