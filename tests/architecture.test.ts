/**
 * Who may import whom: docs/architecture.md §2. Folders form a DAG and this test knows it; a
 * breach is printed with the way to mend it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = path.resolve(import.meta.dirname, '../src');
/** Lower first: a capability reads from those before it and never from those after. */
const ORDER = [
	'org',
	'roster',
	'auth',
	'posts',
	'hours',
	'certificates',
	'points',
	'meetings',
	'lists',
	'cases',
	'honors',
	'bulletins',
	'desk'
];
const BASE = ['kernel', 'platform', 'sync', 'collab', 'ui'];
/** Wires everything together, like app.ts. */
const ROOTS =
	/^lib\/(app[.\w]*|operations\.server)\.ts$|^lib\/demo\/|^(routes|hooks|service-worker|server|start|app)/;

/** For each kind of file: which other folder's files it may name. */
const RULES: readonly {
	readonly file: RegExp;
	readonly base: readonly string[];
	/** Files of lower capabilities. */
	readonly lower: RegExp;
	readonly mend: string;
}[] = [
	{
		file: /^(schema(\.\w+)?|messages\.\w+)\.ts$/,
		base: ['kernel'],
		lower: /^schema(\.\w+)?\.ts$/,
		mend: 'a schema says what things are; move what decides to rules.ts'
	},
	{
		file: /^rules(\.\w+)?\.ts$/,
		base: ['kernel'],
		lower: /^(schema|rules)(\.\w+)?\.ts$/,
		mend: 'rules are pure: pass the facts, the time and the actor as arguments'
	},
	{
		file: /^(commands|views)(\.\w+)?\.ts$/,
		base: ['kernel'],
		lower: /^(schema|rules)(\.\w+)?\.ts$/,
		mend: 'a definition names input, rights and topics; move the rest to handlers or repo'
	},
	{
		file: /^(tables|tables\.\w+)\.server\.ts$/,
		base: ['platform/db', 'kernel'],
		lower: /^(tables\.server|schema)\.ts$/,
		mend: 'tables name other tables for foreign keys only'
	},
	{
		file: /\.server(\.\w+)?\.ts$/,
		base: ['kernel', 'platform', 'collab'],
		lower: /^([\w-]+\.server|(schema|rules|views|commands)(\.\w+)?)\.ts$/,
		mend: 'read through a lower capability’s repo; write into another one by an event'
	},
	{
		file: /^ui\/|\.svelte$/,
		base: ['kernel', 'ui', 'sync', 'collab'],
		lower: /^(schema|rules|commands|views)(\.\w+)?\.ts$/,
		mend: 'compose two capabilities’ ui in a route, not in each other'
	}
];

interface Import {
	readonly from: string;
	readonly to: string;
	readonly typeOnly: boolean;
}

const files = (readdirSync(SRC, { recursive: true }) as string[])
	.filter((file) => /\.(ts|svelte)$/.test(file) && !/\.test\.ts$/.test(file))
	.map((file) => file.replaceAll(path.sep, '/'));

function importsOf(file: string): Import[] {
	const text = readFileSync(path.join(SRC, file), 'utf8');
	const found = text.matchAll(
		/(import|export)\s+(type\s)?[^'"`;]*?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g
	);
	return [...found].flatMap((match) => {
		const target = match[3] ?? match[4] ?? '';
		const to = target.startsWith('#lib/')
			? target.replace('#lib/', 'lib/')
			: target.startsWith('.')
				? path.posix.join(path.posix.dirname(file), target)
				: '';
		return to ? [{ from: file, to, typeOnly: match[2] !== undefined }] : [];
	});
}

const split = (file: string) => {
	const [, folder = '', ...rest] = file.split('/');
	return { folder, file: rest.join('/') };
};

/** What is wrong with an import, in words that say how to mend it. */
function breach({ from, to }: Import): string | null {
	if (ROOTS.test(from)) return null;
	const here = split(from);
	const there = split(to);
	if (here.folder === there.folder) return null;
	const said = (mend: string) => `${from} imports ${to}: ${mend}`;
	if (ROOTS.test(to))
		return said('only routes may use the registry; pass what is needed as an argument');

	if (here.folder === 'kernel') return said('the kernel imports nothing of ours');
	// Rooms keep their documents in the database; the browser's half of them does not see it.
	if (here.folder === 'collab' && /\.server\.ts$/.test(here.file) && there.folder === 'platform') {
		return null;
	}
	if (BASE.includes(here.folder)) {
		return there.folder === 'kernel' ? null : said(`${here.folder} imports the kernel only`);
	}
	if (here.folder === 'notifications') {
		if ([...BASE].includes(there.folder)) return null;
		return said('notifications read events by name and import no capability');
	}
	const rule = RULES.find((r) => r.file.test(here.file));
	if (!rule) {
		return BASE.includes(there.folder)
			? null
			: said('give the file a name of the capability shape');
	}
	if (BASE.includes(there.folder)) {
		// Messages add themselves to the registry of words.
		if (/^messages\./.test(here.file) && there.folder === 'ui') return null;
		return rule.base.some((b) => `${there.folder}/${there.file}`.startsWith(b))
			? null
			: said(rule.mend);
	}
	const isLower =
		ORDER.indexOf(there.folder) >= 0 && ORDER.indexOf(there.folder) < ORDER.indexOf(here.folder);
	if (!isLower) return said(`order is ${ORDER.join(' < ')}; ${rule.mend}`);
	return rule.lower.test(there.file) ? null : said(rule.mend);
}

describe('architecture', () => {
	it('every import goes down, and only where its kind of file may', () => {
		expect(
			files
				.flatMap(importsOf)
				.map(breach)
				.filter((text) => text !== null)
		).toEqual([]);
	});

	it('sees a breach of each kind', () => {
		const says = (from: string, to: string) => breach({ from, to, typeOnly: false });
		expect(says('lib/kernel/id.ts', 'lib/org/schema.ts')).toContain('kernel imports nothing');
		expect(says('lib/ui/Card.svelte', 'lib/posts/schema.ts')).toContain('kernel only');
		expect(says('lib/posts/rules.ts', 'lib/platform/live.server.ts')).toContain('rules are pure');
		expect(says('lib/posts/repo.server.ts', 'lib/hours/repo.server.ts')).toContain('order is');
		expect(says('lib/hours/handlers.server.ts', 'lib/posts/handlers.ts')).toContain('event');
		expect(says('lib/hours/ui/Hours.svelte', 'lib/posts/ui/Card.svelte')).toContain('in a route');
		expect(says('lib/posts/commands.ts', 'lib/app.ts')).toContain('only routes');
		expect(says('lib/posts/extra.ts', 'lib/sync/context.ts')).toBeNull();
		expect(says('lib/posts/extra.ts', 'lib/org/schema.ts')).toContain(
			'name of the capability shape'
		);
		expect(says('lib/hours/handlers.server.ts', 'lib/posts/repo.server.ts')).toBeNull();
	});

	it('rules know no clock, no chance, no database and no browser', () => {
		const impure = /\bDate\.now\(|\bnew Date\(\)|Math\.random\(|\bfetch\(|from 'svelte|drizzle/;
		const wrong = files
			.filter((file) => /\/rules(\.\w+)?\.ts$/.test(file))
			.filter((file) => impure.test(readFileSync(path.join(SRC, file), 'utf8')));
		expect(wrong).toEqual([]);
	});

	it('only platform/db knows the dialect', () => {
		const dialect = /drizzle-orm\/(sqlite|better-sqlite)|better-sqlite3|\.(all|get|run)\(\)/;
		const wrong = files
			.filter((file) => /\.server(\.\w+)?\.ts$/.test(file) && !file.startsWith('lib/platform/db/'))
			.filter((file) => dialect.test(readFileSync(path.join(SRC, file), 'utf8')));
		expect(wrong).toEqual([]);
	});

	it('$app/environment and $service-worker are named in one file each', () => {
		const named = (module: string) =>
			files.filter((file) => readFileSync(path.join(SRC, file), 'utf8').includes(`'${module}'`));
		expect(named('$app/environment').length).toBeLessThanOrEqual(1);
		expect(named('$service-worker').length).toBeLessThanOrEqual(1);
	});

	it('nothing above or in the signed-in pages loads on the server, which fails offline', () => {
		const wrong = files
			.filter((file) => /^routes\/(\+layout|\(app\)\/.*\+(layout|page))\.server\.ts$/.test(file))
			.filter((file) =>
				/export (const|async function|function) load\b/.test(
					readFileSync(path.join(SRC, file), 'utf8')
				)
			);
		expect(wrong).toEqual([]);
	});

	it('a capability’s files have the names of the shape', () => {
		const shape =
			/^(README\.md|ui\/|fixtures\/|(schema|rules|commands|views|collab)(\.\w+)?\.ts$|messages\.(zh|en)\.ts$|[\w-]+(\.[\w-]+)*\.server\.ts$)/;
		const wrong = files.filter((file) => {
			const { folder, file: name } = split(file);
			return ORDER.includes(folder) && !shape.test(name);
		});
		expect(wrong).toEqual([]);
	});
});
