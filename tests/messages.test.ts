/**
 * Every word that people read comes from a message module: none hides in a component, each refusal
 * has its sentence in both languages, and Chinese is set with Chinese punctuation.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'svelte/compiler';
import { describe, expect, it } from 'vitest';
import { COMMON_REFUSALS } from '#lib/kernel/outcome.ts';
import { messages as en } from '#lib/app.messages.en.ts';
import { messages as zh } from '#lib/app.messages.zh.ts';
import { commands } from '#lib/app.ts';

const SRC = path.resolve(import.meta.dirname, '../src');
const files = (readdirSync(SRC, { recursive: true }) as string[]).map((file) =>
	file.replaceAll(path.sep, '/')
);
const read = (file: string) => readFileSync(path.join(SRC, file), 'utf8');

const HAN = /\p{Script=Han}/u;
const WORD = /\p{L}{2,}/u;
/** Attributes and properties that end up before somebody's eyes or ears. */
const READ = new Set([
	...['title', 'label', 'text', 'detail', 'hint', 'legend', 'caption', 'placeholder', 'alt'],
	...['above', 'error', 'aria-label', 'aria-description', 'aria-roledescription']
]);

interface Node {
	readonly type?: string;
	readonly [key: string]: unknown;
}

/** Words in a component's markup that are not from a message module. */
function wordsIn(source: string): string[] {
	const found: string[] = [];
	const visit = (value: unknown): void => {
		if (Array.isArray(value)) return value.forEach(visit);
		if (typeof value !== 'object' || value === null) return;
		const node = value as Node;
		if (node.type === 'Text' && WORD.test(String(node['data']))) {
			found.push(String(node['data']).trim());
		}
		if (node.type === 'StyleDirective') return;
		if (node.type === 'Attribute') {
			if (!READ.has(String(node['name']))) return;
		}
		for (const [key, child] of Object.entries(node)) if (key !== 'parent') visit(child);
	};
	const { fragment } = parse(source, { modern: true });
	visit(fragment);
	return found;
}

const withoutComments = (source: string) =>
	source
		.replace(/<!--[\s\S]*?-->/g, '')
		.replace(/\/\*[\s\S]*?\*\//g, '')
		.replace(/(^|\s)\/\/.*$/gm, '');

describe('words of components', () => {
	it.each(files.filter((file) => file.endsWith('.svelte')))('%s has none of its own', (file) => {
		const source = read(file);
		expect(wordsIn(source), 'move them to messages.zh.ts and messages.en.ts').toEqual([]);
		const chinese = withoutComments(source)
			.split('\n')
			.filter((line) => HAN.test(line));
		expect(chinese, 'move them to messages.zh.ts and messages.en.ts').toEqual([]);
	});
});

describe('refusals', () => {
	type WithRefusals = Record<string, { refusals?: Record<string, unknown> } | undefined>;
	const languages: [string, WithRefusals][] = [
		['zh', zh as unknown as WithRefusals],
		['en', en as unknown as WithRefusals]
	];
	const codes = commands.flatMap((command) =>
		command.refusals.map((code): [string, string] => [command.name, code])
	);
	it.each(codes)('%s can be refused %s, and we say why', (name, code) => {
		for (const [language, messages] of languages) {
			const own = messages[name.split('.')[0] ?? '']?.refusals;
			const said = own?.[code] ?? messages['ui']?.refusals?.[code];
			expect(typeof said, `${language}: refusals.${code} of ${name}`).toBe('function');
		}
	});
	it.each(COMMON_REFUSALS)('%s has common words', (code) => {
		for (const [, messages] of languages) {
			expect(typeof messages['ui']?.refusals?.[code]).toBe('function');
		}
	});
});

describe('punctuation', () => {
	it.each(files.filter((file) => file.endsWith('messages.zh.ts')))('%s', (file) => {
		const said = [
			...withoutComments(read(file)).matchAll(/'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g)
		].map(([text]) => text);
		const bad = said.filter(
			(text) =>
				HAN.test(text) &&
				(/\p{Script=Han}\s*[,;:?!()]|[,;:?!()]\s*\p{Script=Han}|"/u.test(
					text.replace(/\$\{[^}]*\}/g, '一')
				) ||
					/!|！/.test(text.replace(/\$\{[^}]*\}/g, '')))
		);
		expect(bad, 'use ，；：？（）“” and no exclamation marks').toEqual([]);
	});
});

describe('the words that the way to a claim loads', () => {
	const near = ['home', 'hours', 'notifications', 'posts', 'ui'];
	const folders = ['today', 'posts', 'shifts', 'me/notices', 'me/shifts'].map(
		(name) => `routes/(app)/app/${name}/`
	);
	const mine = files.filter(
		(file) =>
			file.endsWith('.svelte') &&
			!file.includes('/posts/new/') &&
			(folders.some((folder) => file.startsWith(folder)) ||
				/^(routes\/\(app\)\/\w+\.svelte|lib\/(sync|ui|posts|hours)\/.*\.svelte)$/.test(file))
	);
	it.each(mine)('%s asks for no others', (file) => {
		const asked = [...read(file).matchAll(/words\('(\w+)'\)/g)].map(([, name]) => name);
		expect(asked.filter((name) => !near.includes(name ?? ''))).toEqual([]);
	});
});
