import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';

const banned = [
	{
		// It makes the offline shell ask for /_app/env.js, which no worker has.
		name: '$env/dynamic/public',
		message: 'The offline shell would not start: use a view or $env/static/public.'
	}
];

export default ts.config(
	{ ignores: ['**/.svelte-kit/**', '**/build/**', '**/node_modules/**'] },
	js.configs.recommended,
	...ts.configs.recommended,
	...svelte.configs.recommended,
	{
		languageOptions: { parserOptions: { extraFileExtensions: ['.svelte'] } },
		rules: {
			// TypeScript knows better what is defined.
			'no-undef': 'off',
			'no-console': 'error',
			'no-restricted-imports': ['error', { paths: banned }],
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/ban-ts-comment': 'error',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' }
			],
			eqeqeq: ['error', 'always', { null: 'ignore' }]
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser } },
		rules: {
			// Addresses are written out: the app is served from the root of its own host.
			'svelte/no-navigation-without-resolve': 'off',
			// A class decides which of its maps and sets a screen follows; the others are plain.
			'svelte/prefer-svelte-reactivity': 'off'
		}
	},
	{
		// Programs that people start speak on the console.
		files: ['src/server.ts', 'src/start.js', 'tests/run.ts', 'tests/screenshots.ts', 'bench/**'],
		rules: { 'no-console': 'off' }
	}
);
