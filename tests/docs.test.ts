/** What the documents name exists: files, folders, npm scripts, `geli` commands, settings, rules. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { operations } from '#lib/operations.server.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const inFolder = (folder: string) =>
	(readdirSync(path.join(ROOT, folder), { recursive: true }) as string[]).map((file) =>
		path.posix.join(folder, file.replaceAll(path.sep, '/'))
	);

const documents = [
	'README.md',
	...inFolder('docs').filter((file) => file.endsWith('.md')),
	...inFolder('src').filter((file) => file.endsWith('.md'))
];
const scripts = Object.keys(
	(JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts
);
/** Words in code marks and in blocks of code. */
const codeIn = (text: string): string[] => [
	...[...text.matchAll(/```[^\n]*\n([\s\S]*?)```/g)].flatMap((m) => (m[1] ?? '').split('\n')),
	...[...text.replace(/```[\s\S]*?```/g, '').matchAll(/`([^`\n]+)`/g)].map((m) => m[1] ?? '')
];

/** Paths that begin at a folder of the project; patterns and places that appear while it runs are not. */
const FOLDERS = /^(src|tests|docs|bench|drizzle|static|\.ci)\//;
const RUNTIME = /^docs\/pictures\/all|[<*{…]|\.\.\./;

describe.each(documents)('%s', (file) => {
	const text = read(file);
	const code = codeIn(text);

	it('names files and folders that are there', () => {
		const named = code
			.flatMap((piece) => piece.split(/[\s,()]+/))
			.filter((word) => FOLDERS.test(word) && !RUNTIME.test(word));
		expect(named.filter((word) => !existsSync(path.join(ROOT, word)))).toEqual([]);
	});

	it('links to what is there', () => {
		const links = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map((m) => m[1] ?? '');
		const local = links.filter((link) => !/^[a-z]+:/.test(link));
		const from = path.dirname(path.join(ROOT, file));
		expect(local.filter((link) => !existsSync(path.resolve(from, link)))).toEqual([]);
	});

	it('names npm scripts that are there', () => {
		const asked = code.flatMap((piece) => [
			...[...piece.matchAll(/npm run ([\w:-]+)/g)].map((m) => m[1] ?? ''),
			...[...piece.matchAll(/npm (start|test)\b/g)].map((m) => m[1] ?? '')
		]);
		expect(asked.filter((name) => !scripts.includes(name))).toEqual([]);
	});

	it('names commands of geli that are there', () => {
		const typed = code.flatMap((piece) =>
			[...piece.matchAll(/(?:npm run geli --|^geli) ([a-z][\w .-]*)/g)].map((m) => m[1] ?? '')
		);
		const known = operations.map((operation) => operation.name);
		const unknown = typed.filter(
			(words) =>
				words !== 'help' && !known.some((name) => words === name || words.startsWith(`${name} `))
		);
		expect(unknown).toEqual([]);
	});
});

describe('docs/operators.md', () => {
	it('lists every setting that is read, and no other', () => {
		const read1 = read('src/lib/platform/config.server.ts').matchAll(/^\t([A-Z_]+):/gm);
		const read2 = read('src/server.ts').matchAll(/process\.env\.([A-Z_]+)/g);
		/** Of adapter-node and npm, set or read by src/server.ts itself. */
		const inner = /_HEADER$|^BODY_SIZE_LIMIT$|^INIT_CWD$|^npm_/;
		const settings = new Set(
			[...read1, ...read2].map((m) => m[1] ?? '').filter((name) => !inner.test(name))
		);
		const rows = read('docs/operators.md')
			.split('\n')
			.filter((line) => line.startsWith('| `'));
		const listed = rows.flatMap((row) =>
			[...(row.split('|')[1] ?? '').matchAll(/`([A-Z_]+)`/g)].map((m) => m[1] ?? '')
		);
		expect([...settings].sort()).toEqual([...listed].sort());
	});
});

describe('rules', () => {
	const capabilities = inFolder('src/lib').filter((file) => file.endsWith('/README.md'));

	it.each(capabilities)(
		'of %s have one meaning each, and tests quote none that is not there',
		(file) => {
			const numbered = [...read(file).matchAll(/^[-*] \*\*([A-Z]{2}-\d+)\*\*/gm)].map(
				(m) => m[1] ?? ''
			);
			expect(new Set(numbered).size).toBe(numbered.length);
			const prefix = numbered[0]?.split('-')[0];
			if (!prefix) return;
			const quoted = inFolder(path.posix.dirname(file))
				.filter((name) => /\.test\.ts$/.test(name))
				.flatMap((name) => [...read(name).matchAll(new RegExp(`\\[(${prefix}-\\d+)\\]`, 'g'))])
				.map((m) => m[1] ?? '');
			expect([...new Set(quoted)].filter((rule) => !numbered.includes(rule))).toEqual([]);
		}
	);
});
