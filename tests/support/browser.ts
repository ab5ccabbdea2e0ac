import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PLACES = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
];

/**
 * A Chromium for the browser tests: `GELI_BROWSER`, one that is installed, else Debian's package
 * (with a font that has Chinese), else Playwright's own download.
 *
 * @returns the program's path, or an empty text for "Playwright knows where"
 */
export function findBrowser(): string {
	const named = process.env['GELI_BROWSER'];
	if (named && existsSync(named)) return named;
	const found = PLACES.find((place) => existsSync(place));
	if (found) return found;
	if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
		run('apt-get', ['update', '-qq']);
		run('apt-get', [
			'install',
			'-y',
			'-qq',
			'--no-install-recommends',
			'chromium',
			'fonts-noto-cjk'
		]);
		const installed = PLACES.find((place) => existsSync(place));
		if (installed) return installed;
	}
	run('npx', ['playwright', 'install', 'chromium']);
	return '';
}

function run(command: string, args: readonly string[]): void {
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], env });
}
