/**
 * Every page on the demo county: nothing serious for axe in both themes and both modes, nothing
 * that scrolls sideways on the narrowest phone, with the largest letters, or at 200 %.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
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

/** A grid leader and a community secretary of the demo county: between them they see every page. */
const WHO = ['19900000005', '19900003009'] as const;
const FIRST = [
	'/app/today',
	'/app/posts',
	'/app/talk',
	'/app/me',
	'/app/units',
	'/honors',
	'/certificates'
];
/** Reached by no link: a way in, an empty installation, the shell of the worker. */
const APART = ['/', '/sign-in', '/invite/*', '/first-run', '/shell'];
/** There once somebody has asked for a certificate, which nobody in the demo county has. */
const LATER = ['/certificates/*', '/app/hours/certificates/*'];

/** `/app/posts/01a1…` → `/app/posts/*`: one page of each kind is enough. */
const kindOf = (address: string): string =>
	address
		.replace(/\?.*/, '')
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

/** Of each kind of page this many are followed: not every meeting has minutes to be written. */
const OF_A_KIND = 3;

interface Stop {
	readonly who: string;
	readonly address: string;
}

/** A phone without the worker: what the server renders is whole when the page has loaded. */
const PLAIN_PHONE = { ...PHONE, serviceWorkers: 'block' } as const;

async function arrive(page: Page, address: string): Promise<void> {
	await page.goto(address);
	await page.locator('main').first().waitFor();
}

/** Follows the links of our own pages; adds what is reached first of each kind. */
async function crawl(page: Page, who: string, stops: Map<string, Stop>): Promise<void> {
	const queue = [...FIRST];
	const met = new Map<string, Set<string>>();
	for (const address of queue) {
		const kind = kindOf(address);
		if (!stops.has(kind)) stops.set(kind, { who, address });
		await arrive(page, address);
		const links = await page
			.locator('a[href^="/"]:not([download])')
			.evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href));
		for (const link of links) {
			const { pathname, search } = new URL(link);
			const same = met.get(kindOf(pathname)) ?? new Set();
			met.set(kindOf(pathname), same);
			if (!pages.includes(kindOf(pathname)) || same.has(pathname) || same.size >= OF_A_KIND)
				continue;
			same.add(pathname);
			if (!FIRST.includes(pathname)) queue.push(pathname + search);
		}
	}
}

/** The ways a page can look, without loading it anew: both themes, and both sizes. */
const WAYS = [
	{ theme: 'light', elder: 'off' },
	{ theme: 'dark', elder: 'off' },
	{ theme: 'dark', elder: 'on' }
] as const;

const dress = (page: Page, way: { theme: string; elder: string }) =>
	page.evaluate((chosen) => void Object.assign(document.documentElement.dataset, chosen), way);

/** What axe calls serious or critical, one line each; `rules` for a second look at the same page. */
async function serious(page: Page, rules?: string[]): Promise<string[]> {
	const axe = new AxeBuilder({ page });
	const { violations } = await (
		rules ? axe.withRules(rules) : axe.withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
	).analyze();
	return violations
		.filter(({ impact }) => impact === 'serious' || impact === 'critical')
		.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)} (${nodes.length})`);
}

/** Every page once, each as somebody who may see it; and those that nobody links to. */
async function everyPage(
	demo: TestServer,
	browser: Browser,
	options: Parameters<Browser['newContext']>[0],
	apart: readonly string[],
	look: (page: Page, address: string) => Promise<void>
): Promise<void> {
	for (const who of WHO) {
		const { context } = await demo.signIn(browser, who, options);
		const page = await context.newPage();
		const own = [...stops.values()].filter((stop) => stop.who === who);
		for (const address of [...own.map((stop) => stop.address), ...(who === WHO[0] ? apart : [])]) {
			await arrive(page, address);
			await look(page, address);
		}
		await context.close();
	}
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
const stops = new Map<string, Stop>();

test('every kind of page is reached from the others', async ({ browser, demo }) => {
	test.setTimeout(180_000);
	for (const who of WHO) {
		const { context } = await demo.signIn(browser, who, PLAIN_PHONE);
		await crawl(await context.newPage(), who, stops);
		await context.close();
	}
	const missed = pages.filter((kind) => !stops.has(kind) && ![...APART, ...LATER].includes(kind));
	expect(missed).toEqual([]);
});

test('axe finds nothing serious, in both themes and both modes', async ({ browser, demo }) => {
	test.setTimeout(600_000);
	const found: string[] = [];
	const apart = ['/sign-in', '/nowhere', '/app/nowhere'];
	await everyPage(demo, browser, PLAIN_PHONE, apart, async (page, address) => {
		for (const [i, way] of WAYS.entries()) {
			await dress(page, way);
			// Colours and sizes change with the way; names, roles and order do not.
			const said = await serious(page, i > 0 ? ['color-contrast', 'target-size'] : undefined);
			found.push(...said.map((line) => `${address} ${way.theme} elder ${way.elder}: ${line}`));
		}
	});
	expect(found).toEqual([]);
});

test('nothing scrolls sideways on a narrow phone or with large letters', async ({
	browser,
	demo
}) => {
	test.setTimeout(400_000);
	const found: string[] = [];
	const apart = ['/sign-in', '/nowhere'];
	await everyPage(demo, browser, PLAIN_PHONE, apart, async (page, address) => {
		const look = async (how: string) => {
			const over = await sideways(page);
			if (over) found.push(`${address} ${how}: ${over}`);
		};
		await look('at 360');
		await dress(page, { theme: 'light', elder: 'on' });
		await look('at 360, elder');
		await dress(page, { theme: 'light', elder: 'off' });
		await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
		await look('at 360, letters at 200 %');
	});
	expect(found).toEqual([]);
});

test('at 200 % on a desk nothing scrolls sideways', async ({ browser, demo }) => {
	test.setTimeout(300_000);
	const found: string[] = [];
	const desk = {
		viewport: { width: 640, height: 450 },
		locale: 'zh-CN',
		serviceWorkers: 'block'
	} as const;
	await everyPage(demo, browser, desk, [], async (page, address) => {
		const over = await sideways(page);
		if (over) found.push(`${address}: ${over}`);
	});
	expect(found).toEqual([]);
});
