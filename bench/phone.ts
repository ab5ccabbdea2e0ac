/**
 * How it feels on a cheap phone with one bar, and what it costs at rest. Chromium with the CPU four
 * times slower, 1.6 Mbit/s and 150 ms; the built server on the demo county; medians of `ROUNDS`.
 *
 *     npm run build && node bench/phone.ts
 */
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { chromium, type BrowserContext, type CDPSession, type Page } from '@playwright/test';
import { findBrowser } from '../tests/support/browser.ts';
import { endServer, PHONE, startServer, type TestServer } from '../tests/support/e2e.ts';

const ROUNDS = Number(process.argv[2] ?? 5);
const MEMBER = '雷民海';

interface Row {
	readonly what: string;
	readonly values: number[];
	readonly unit: 'ms' | 'KB' | 'MB';
	readonly budget: number;
}

const rows = new Map<string, Row>();
const note = (what: string, unit: Row['unit'], budget: number, value: number) => {
	const row = rows.get(what) ?? { what, unit, budget, values: [] };
	row.values.push(value);
	rows.set(what, row);
};

const server = await startServer({ seed: 'demo' });
const executablePath = findBrowser();
const browser = await chromium.launch({
	...(executablePath ? { executablePath } : {}),
	args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
});
try {
	for (let round = 0; round < ROUNDS; round++) await visit(server);
	print();
} finally {
	await browser.close();
	await endServer(server);
}

async function visit(server: TestServer): Promise<void> {
	const { context } = await server.signIn(browser, MEMBER, PHONE);
	const page = await context.newPage();
	const cdp = await slow(page);
	const script = weigh(cdp);

	await page.goto('/app/posts', { waitUntil: 'load' });
	await page.waitForTimeout(2_500);
	note('first visit: largest paint', 'ms', 2_000, await largestPaint(page));
	const shift = page.locator('main a[href^="/app/shifts/"]').first();
	note('tap on a shift → its heading', 'ms', 100, await answer(page, () => shift.tap(), 'main h1'));
	await page.waitForTimeout(1_000);
	note('JavaScript of the claim flow, as sent', 'KB', 120, script() / 1024);
	await workerReady(context, page);
	await page.close();

	const again = await context.newPage();
	await slow(again);
	note('repeat visit: 今日 usable', 'ms', 600, await usable(again));
	await again.close();

	await context.setOffline(true);
	const offline = await context.newPage();
	await slow(offline, false);
	note('repeat visit without network: 今日 usable', 'ms', 600, await usable(offline));
	await context.close();
	note('server at rest with the demo county', 'MB', 150, memory(server));
}

/** The phone and its network. A page that is offline keeps only the slow processor. */
async function slow(page: Page, network = true): Promise<CDPSession> {
	const cdp = await page.context().newCDPSession(page);
	await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
	await cdp.send('Network.enable');
	if (network) {
		await cdp.send('Network.emulateNetworkConditions', {
			offline: false,
			latency: 150,
			downloadThroughput: 200_000,
			uploadThroughput: 94_000
		});
	}
	return cdp;
}

/** Bytes of scripts as they came over the wire. */
function weigh(cdp: CDPSession): () => number {
	const scripts = new Set<string>();
	let bytes = 0;
	cdp.on('Network.responseReceived', ({ requestId, type, response }) => {
		if (type === 'Script' || /\.js$/.test(new URL(response.url).pathname)) scripts.add(requestId);
	});
	cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		if (scripts.has(requestId)) bytes += encodedDataLength;
	});
	return () => bytes;
}

function largestPaint(page: Page): Promise<number> {
	return page.evaluate(
		() =>
			new Promise<number>((resolve) => {
				new PerformanceObserver((list) =>
					resolve(list.getEntries().at(-1)?.startTime ?? 0)
				).observe({
					type: 'largest-contentful-paint',
					buffered: true
				});
			})
	);
}

/** From the tap to the first frame in which the new screen's heading or outline is there. */
async function answer(page: Page, act: () => Promise<void>, selector: string): Promise<number> {
	await page.evaluate((wanted) => {
		const before = document.querySelector(wanted);
		const timing = window as unknown as { tapped?: number; answered?: number };
		addEventListener('pointerdown', () => (timing.tapped = performance.now()), { once: true });
		const look = () => {
			const now = document.querySelector(wanted);
			const busy = document.querySelector('[aria-busy="true"]');
			if (timing.tapped && ((now && now !== before) || busy)) timing.answered = performance.now();
			else requestAnimationFrame(look);
		};
		requestAnimationFrame(look);
	}, selector);
	await act();
	const timing = await page.waitForFunction(() => {
		const { tapped, answered } = window as unknown as { tapped?: number; answered?: number };
		return tapped && answered ? answered - tapped : null;
	});
	return (await timing.jsonValue()) ?? NaN;
}

async function workerReady(context: BrowserContext, page: Page): Promise<void> {
	await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
	if (context.serviceWorkers().length === 0) await context.waitForEvent('serviceworker');
	await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
	// The pack of what this person needs offline is fetched after the first screen.
	await page.goto('/app/today');
	await page.waitForTimeout(4_000);
}

/** From the address to a screen whose main content is there and whose buttons answer. */
async function usable(page: Page): Promise<number> {
	await page.goto('/app/today', { waitUntil: 'commit' });
	await page.locator('main section a, main section button').first().waitFor();
	return page.evaluate(() => performance.now());
}

function memory(server: TestServer): number {
	const status = readFileSync(`/proc/${server.pid}/status`, 'utf8');
	return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

function print(): void {
	console.log(
		`\nCPU × 4, 1.6 Mbit/s, 150 ms · medians of ${ROUNDS} · Node ${process.version} · ${cpus().length} × ${cpus()[0]?.model ?? ''}\n`
	);
	console.log('| what | median | least | most | budget | |');
	console.log('|---|---|---|---|---|---|');
	for (const { what, values, unit, budget } of rows.values()) {
		const sorted = [...values].sort((a, b) => a - b);
		const median = sorted[Math.floor(sorted.length / 2)] ?? NaN;
		const shown = [median, sorted[0] ?? NaN, sorted.at(-1) ?? NaN].map((v) => Math.round(v));
		const verdict = median <= budget ? 'kept' : 'missed';
		console.log(`| ${what} | ${shown.join(' | ')} | ${budget} ${unit} | ${verdict} |`);
	}
}
