import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { BUILD, ROOT } from './e2e.ts';

export interface Release {
	/** Folder of the build, for `TestServer.deploy`. */
	readonly build: string;
	remove(): void;
}

/**
 * The build under test as the next release: another version of the worker and a shell that says
 * `mark`. It lies below node_modules, where its packages are found.
 */
export function nextRelease(mark: string): Release {
	const home = mkdtempSync(path.join(ROOT, 'node_modules', '.geli-release-'));
	const build = path.join(home, 'build');
	cpSync(BUILD, build, { recursive: true });

	const client = path.join(build, 'client');
	const { version } = JSON.parse(
		readFileSync(path.join(client, '_app', 'version.json'), 'utf8')
	) as { version: string };
	const worker = path.join(client, 'service-worker.js');
	rewrite(worker, (text) => text.replaceAll(version, `${version}-${mark}`));
	rewrite(path.join(build, 'prerendered', 'shell.html'), (text) =>
		text.replace('<head>', `<head><meta name="release" content="${mark}">`)
	);
	return { build, remove: () => rmSync(home, { recursive: true, force: true }) };
}

/** Changes a file and drops its compressed twins, which would be served instead. */
function rewrite(file: string, change: (text: string) => string): void {
	const before = readFileSync(file, 'utf8');
	const after = change(before);
	if (after === before) throw new Error(`Nothing to change in ${file}`);
	writeFileSync(file, after);
	for (const ending of ['.gz', '.br']) rmSync(file + ending, { force: true });
}
