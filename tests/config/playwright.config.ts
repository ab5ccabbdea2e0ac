import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { findBrowser } from '../support/browser.ts';

const root = path.resolve(import.meta.dirname, '../..');
const executablePath = findBrowser();

/** Browser tests of the built app. `npm run build` comes first. */
export default defineConfig({
	testDir: path.join(root, 'tests/e2e'),
	outputDir: path.join(root, 'node_modules/.cache/playwright'),
	fullyParallel: false,
	workers: 1,
	retries: 0,
	timeout: 60_000,
	expect: { timeout: 10_000 },
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
