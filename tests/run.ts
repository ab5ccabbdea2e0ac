/**
 * The whole proof, the same for people and CI: format, lint, types, unit and server tests (the
 * architecture test among them), build, browser tests. Goes through all steps, prints one total.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findBrowser } from './support/browser.ts';

const root = path.resolve(import.meta.dirname, '..');
const reports = mkdtempSync(path.join(tmpdir(), 'geli-reports-'));
const total = { passed: 0, failed: 0, skipped: 0 };
const only = process.argv.slice(2);

interface Step {
	readonly name: string;
	/** Program of a dependency, started with this same Node, and its arguments. */
	readonly command: readonly string[];
	readonly env?: Record<string, string>;
	/** Reads how many tests there were; a step without it counts as one. */
	readonly count?: () => { passed: number; failed: number; skipped: number };
}

const bin = (name: string) => path.join(root, 'node_modules', '.bin', name);
const unitReport = path.join(reports, 'unit.json');
const e2eReport = path.join(reports, 'e2e.json');

const steps: readonly Step[] = [
	{ name: 'format', command: [bin('prettier'), '--check', '--log-level', 'warn', '.'] },
	{ name: 'sync', command: [bin('svelte-kit'), 'sync'] },
	{
		name: 'lint',
		command: [
			bin('eslint'),
			'--config',
			'tests/config/eslint.config.js',
			'--max-warnings',
			'0',
			'src',
			'tests',
			'bench'
		]
	},
	{
		name: 'types',
		command: [bin('svelte-check'), '--tsconfig', './tsconfig.json', '--fail-on-warnings']
	},
	// Some server tests start the built server, so the build comes first.
	{ name: 'build', command: [bin('vite'), 'build', '--logLevel', 'warn'] },
	{
		name: 'unit',
		command: [
			bin('vitest'),
			'run',
			'--reporter=default',
			'--reporter=json',
			`--outputFile.json=${unitReport}`
		],
		count: () => {
			const report = readJson<{
				numPassedTests: number;
				numFailedTests: number;
				numPendingTests: number;
				numFailedTestSuites: number;
			}>(unitReport);
			// A file that could not be loaded has no tests, but has failed.
			const failed = report.numFailedTests || (report.numFailedTestSuites > 0 ? 1 : 0);
			return { passed: report.numPassedTests, failed, skipped: report.numPendingTests };
		}
	},
	{
		name: 'e2e',
		command: [
			bin('playwright'),
			'test',
			'--config',
			'tests/config/playwright.config.ts',
			'--reporter=list,json'
		],
		env: { PLAYWRIGHT_JSON_OUTPUT_NAME: e2eReport },
		count: () => {
			const { stats } = readJson<{
				stats: { expected: number; unexpected: number; flaky: number; skipped: number };
			}>(e2eReport);
			// Said aloud, so that a test which needs a second try is not taken for a sound one.
			if (stats.flaky > 0) console.log(`${stats.flaky} browser tests passed on a second try only`);
			return {
				passed: stats.expected + stats.flaky,
				failed: stats.unexpected,
				skipped: stats.skipped
			};
		}
	}
];

for (const step of steps) {
	if (only.length > 0 && !only.includes(step.name)) continue;
	console.log(`\n== ${step.name}`);
	const started = Date.now();
	// The programs ask for "node" by name: it must be this one.
	const PATH = `${path.dirname(process.execPath)}${path.delimiter}${process.env['PATH'] ?? ''}`;
	const env: Record<string, string | undefined> = { ...process.env, PATH, ...step.env };
	if (step.name === 'e2e') env['GELI_BROWSER'] = findBrowser();
	const run = spawnSync(step.command[0] ?? '', step.command.slice(1), {
		cwd: root,
		stdio: ['ignore', 'inherit', 'inherit'],
		env
	});
	const counts = countOf(step, run.status === 0);
	total.passed += counts.passed;
	total.failed += counts.failed;
	total.skipped += counts.skipped;
	const seconds = ((Date.now() - started) / 1000).toFixed(1);
	console.log(`== ${step.name}: ${run.status === 0 ? 'ok' : 'FAILED'} (${seconds} s)`);
}

rmSync(reports, { recursive: true, force: true });
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;

function countOf(step: Step, ok: boolean) {
	if (!step.count) return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
	try {
		const counts = step.count();
		// The program may fail for a reason that no test shows: that is a failure too.
		return ok || counts.failed > 0 ? counts : { ...counts, failed: 1 };
	} catch {
		return { passed: 0, failed: 1, skipped: 0 };
	}
}

function readJson<T>(file: string): T {
	return JSON.parse(readFileSync(file, 'utf8')) as T;
}
