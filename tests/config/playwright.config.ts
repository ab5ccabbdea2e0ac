import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { findBrowser } from '../support/browser.ts';

const root = path.resolve(import.meta.dirname, '../..');
const executablePath = findBrowser();

// One folder per run, which the run's workers inherit: two runs must not empty each other's.
process.env['GELI_E2E_OUTPUT'] ??= mkdtempSync(path.join(tmpdir(), 'geli-playwright-'));

/** Browser tests of the built app. `npm run build` comes first. */
export default defineConfig({
	testDir: path.join(root, 'tests/e2e'),
	outputDir: process.env['GELI_E2E_OUTPUT'],
	fullyParallel: false,
	workers: 1,
	// A loaded machine may miss a moment once; a fault misses it every time.
	retries: process.env['CI'] ? 1 : 0,
	timeout: 90_000,
	expect: { timeout: 15_000 },
	forbidOnly: true,
	reporter: 'list',
	use: {
		launchOptions: {
			...(executablePath ? { executablePath } : {}),
			args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
		},
		trace: 'retain-on-failure'
	}
});
