/** The colours keep their promises: letters 4.5:1 on every ground they stand on, edges 3:1. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const css = readFileSync(path.resolve(import.meta.dirname, '../src/lib/ui/tokens.css'), 'utf8');

function tokensAfter(selector: string): Record<string, string> {
	const from = css.indexOf(selector);
	const block = css.slice(css.indexOf('{', from) + 1, css.indexOf('}', from));
	return Object.fromEntries(
		[...block.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value])
	);
}

const light = tokensAfter(':root {');
const darkByChoice = tokensAfter(":root[data-theme='dark'] {");
const darkBySystem = tokensAfter(":root:not([data-theme='light']) {");

function luminance(hex: string): number {
	const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => {
		const c = parseInt(hex.slice(i, i + 2), 16) / 255;
		return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
	const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
	return (high + 0.05) / (low + 0.05);
}

const TONES = ['ok', 'wait', 'stop', 'info', 'gold'];
const LETTERS: [string, string][] = [
	...['--paper', '--surface', '--soft'].flatMap((ground): [string, string][] => [
		['--ink', ground],
		['--ink-2', ground]
	]),
	...['--paper', '--surface', '--soft'].map((ground): [string, string] => ['--accent', ground]),
	['--on-accent', '--accent'],
	['--on-accent', '--accent-press'],
	...TONES.flatMap((tone): [string, string][] => [
		[`--${tone}`, '--surface'],
		[`--${tone}`, '--paper'],
		[`--${tone}`, `--${tone}-soft`],
		['--ink', `--${tone}-soft`]
	])
];

describe.each([
	['light', light],
	['dark', darkByChoice]
])('colours, %s', (_, tokens) => {
	it.each(LETTERS)('%s on %s has 4.5:1', (letter, ground) => {
		expect(contrast(tokens[letter] ?? '', tokens[ground] ?? '')).toBeGreaterThanOrEqual(4.5);
	});
	it.each(['--paper', '--surface'])('the edge of a control on %s has 3:1', (ground) => {
		expect(contrast(tokens['--edge'] ?? '', tokens[ground] ?? '')).toBeGreaterThanOrEqual(3);
	});
});

it('dark is the same whether the system or the person asked for it', () => {
	expect(darkBySystem).toEqual(darkByChoice);
	expect(Object.keys(darkByChoice).every((name) => name in light)).toBe(true);
});
