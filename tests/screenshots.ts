/**
 * `npm run screenshots`: pictures of the main screens of the demo county, phone and wide, light and
 * dark, from the built app. Every screen goes to docs/pictures/all (not kept in git); the few that
 * the README and the documents show are put together into docs/pictures.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { findBrowser } from './support/browser.ts';
import { endServer, PHONE, ROOT, startServer, type TestServer } from './support/e2e.ts';

const OUT = path.join(ROOT, 'docs/pictures');
const ALL = path.join(OUT, 'all');

const MEMBER = '19900000629';
const LEADER = '19900000005';
const SECRETARY = '19900003009';
const DESK = {
	viewport: { width: 1280, height: 800 },
	locale: 'zh-CN',
	timezoneId: 'Asia/Shanghai'
};

interface Screen {
	readonly name: string;
	/** Phone number of who looks; null: signed out. */
	readonly who: string | null;
	/** An address, or the first (or last) link that begins so on another page. */
	readonly at: string | { readonly from: string; readonly link: string; readonly last?: true };
	readonly elder?: boolean;
}

const SCREENS: readonly Screen[] = [
	{ name: 'today', who: MEMBER, at: '/app/today' },
	{ name: 'posts', who: MEMBER, at: '/app/posts' },
	{ name: 'shift', who: MEMBER, at: { from: '/app/posts', link: '/app/shifts/' } },
	{ name: 'talk', who: LEADER, at: '/app/talk' },
	{ name: 'minutes', who: LEADER, at: { from: '/app/talk', link: '/app/meetings/', last: true } },
	{ name: 'list', who: LEADER, at: { from: '/app/talk', link: '/app/lists/' } },
	{ name: 'me', who: MEMBER, at: '/app/me' },
	{ name: 'hours', who: MEMBER, at: '/app/me/hours' },
	{ name: 'elder', who: MEMBER, at: '/app/today', elder: true },
	{ name: 'desk', who: SECRETARY, at: '/app/desk' },
	{ name: 'roster', who: SECRETARY, at: '/app/roster' },
	{ name: 'honors', who: null, at: { from: '/honors', link: '/honors/' } }
];

/** What the documents show: name of the picture, and the screens side by side in it. */
const SHEETS: readonly { name: string; width: number; screens: readonly string[] }[] = [
	{
		name: 'phones',
		width: 360,
		screens: ['today-phone-light', 'posts-phone-light', 'minutes-phone-light', 'list-phone-light']
	},
	{
		name: 'phones-dark',
		width: 360,
		screens: ['shift-phone-dark', 'me-phone-dark', 'honors-phone-dark', 'elder-phone-dark']
	},
	{ name: 'desk', width: 1280, screens: ['desk-wide-light'] },
	{ name: 'roster', width: 1280, screens: ['roster-wide-light'] }
];

type Pictures = Map<string, Buffer>;

async function take(browser: Browser, server: TestServer, pictures: Pictures): Promise<void> {
	for (const [form, device] of [
		['phone', PHONE],
		['wide', DESK]
	] as const) {
		for (const theme of ['light', 'dark'] as const) {
			for (const screen of SCREENS) {
				const options = { ...device, colorScheme: theme, deviceScaleFactor: 2 };
				const context = screen.who
					? (await server.signIn(browser, screen.who, options)).context
					: await browser.newContext({ baseURL: server.url, ...options });
				if (screen.elder) {
					await context.addCookies([{ name: 'elder', value: 'on', url: server.url }]);
				}
				const page = await context.newPage();
				await open(page, screen.at);
				const name = `${screen.name}-${form}-${theme}`;
				pictures.set(name, await page.screenshot({ animations: 'disabled' }));
				console.log(name);
				await context.close();
			}
		}
	}
}

async function open(page: Page, at: Screen['at']): Promise<void> {
	if (typeof at === 'string') {
		await page.goto(at);
	} else {
		await page.goto(at.from);
		const links = page.locator(`main a[href^="${at.link}"]:not([href$="/new"])`);
		const link = at.last ? links.last() : links.first();
		await page.goto((await link.getAttribute('href')) ?? at.from);
	}
	await page.evaluate(() => document.fonts.ready.then(() => undefined));
	await page.waitForTimeout(600);
}

/** Puts pictures side by side on one canvas, as WebP: a quarter of what PNG takes. */
async function together(
	browser: Browser,
	shots: readonly Buffer[],
	width: number
): Promise<Buffer> {
	const page = await browser.newPage();
	const sources = shots.map((shot) => `data:image/png;base64,${shot.toString('base64')}`);
	const url = await page.evaluate(
		async ({ sources, width }) => {
			const images = await Promise.all(
				sources.map(async (source) => {
					const image = new Image();
					image.src = source;
					await image.decode();
					return image;
				})
			);
			const scale = width > 1000 ? 1.25 : 1.5;
			const [gap, round] = [24 * scale, 14 * scale];
			const w = width * scale;
			const h = Math.max(...images.map((image) => (image.height / image.width) * w));
			const canvas = document.createElement('canvas');
			canvas.width = images.length * w + (images.length + 1) * gap;
			canvas.height = h + 2 * gap;
			const draw = canvas.getContext('2d');
			if (!draw) throw new Error('no canvas');
			draw.fillStyle = '#d8d2c6';
			draw.fillRect(0, 0, canvas.width, canvas.height);
			draw.imageSmoothingQuality = 'high';
			images.forEach((image, i) => {
				const x = gap + i * (w + gap);
				draw.save();
				draw.beginPath();
				draw.roundRect(x, gap, w, (image.height / image.width) * w, round);
				draw.clip();
				draw.drawImage(image, x, gap, w, (image.height / image.width) * w);
				draw.restore();
			});
			return canvas.toDataURL('image/webp', 0.78);
		},
		{ sources, width }
	);
	await page.close();
	return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}

const executablePath = findBrowser();
const browser = await chromium.launch({
	...(executablePath ? { executablePath } : {}),
	args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
});
const server = await startServer({ seed: 'demo' });
try {
	mkdirSync(ALL, { recursive: true });
	const pictures: Pictures = new Map();
	await take(browser, server, pictures);
	for (const [name, picture] of pictures) writeFileSync(path.join(ALL, `${name}.png`), picture);
	for (const { name, width, screens } of SHEETS) {
		const shots = screens.flatMap((screen) => pictures.get(screen) ?? []);
		const sheet = await together(browser, shots, width);
		writeFileSync(path.join(OUT, `${name}.webp`), sheet);
		console.log(`${name}.webp ${Math.round(sheet.length / 1024)} KB`);
	}
} finally {
	await browser.close();
	await endServer(server);
}
