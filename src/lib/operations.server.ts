/**
 * The `geli` command line: every operation by its words. It runs in the process that has the
 * database open, wherever it was typed; whatever it writes goes through `runCommand`.
 */
import path from 'node:path';
import type { App } from './app.server.ts';
import { backup, doctor } from './app.care.server.ts';
import { invitePerson, sessionFor } from './app.people.server.ts';
import { demo, seedDemo } from './demo/seed.server.ts';
import { importRoster, importUnits } from './app.import.server.ts';

/** One call of the command line. */
export interface Call {
	readonly app: App;
	/** The words behind the operation's own, without options. */
	readonly words: readonly string[];
	readonly options: ReadonlySet<string>;
	/** A path as the caller meant it: against the directory where it was typed. */
	readonly file: (name: string) => string;
	readonly write: (text: string) => void;
}

export interface Operation {
	/** As typed: `import units`. */
	readonly name: string;
	/** What follows the name: `FILE`. */
	readonly takes?: string;
	readonly options?: readonly string[];
	readonly says: string;
	readonly run: (call: Call) => Promise<number>;
}

/** Exit code for words that are not understood. */
export const MISUSED = 2;

export const operations: readonly Operation[] = [
	importUnits,
	importRoster,
	seedDemo,
	demo,
	invitePerson,
	sessionFor,
	backup,
	doctor
];

/** Carries out one command line and answers its exit code: 0 done, 1 not done, 2 not understood. */
export async function operate(
	app: App,
	args: readonly string[],
	write: (text: string) => void,
	cwd: string = process.cwd()
): Promise<number> {
	const given = args.filter((arg) => !arg.startsWith('--'));
	const options = new Set(args.filter((arg) => arg.startsWith('--')));
	if (given.length === 0 || given[0] === 'help' || options.has('--help')) {
		write(help());
		return given.length === 0 && !options.has('--help') ? MISUSED : 0;
	}
	const operation = operations.find((o) => o.name.split(' ').every((word, i) => word === given[i]));
	if (!operation) {
		write(`There is no "geli ${given.join(' ')}".\n\n${help()}`);
		return MISUSED;
	}
	const words = given.slice(operation.name.split(' ').length);
	const wanted = operation.takes ? 1 : 0;
	const unknown = [...options].filter((option) => !operation.options?.includes(option));
	if (words.length !== wanted || unknown.length > 0) {
		const why =
			unknown.length > 0
				? `"geli ${operation.name}" has no option ${unknown.join(' ')}.`
				: words.length < wanted
					? `"geli ${operation.name}" needs ${operation.takes}.`
					: `"geli ${operation.name}" takes ${wanted === 0 ? 'nothing' : 'one thing'} more, not ${words.length}.`;
		write(`${why}\nUse: ${usage(operation)}\n`);
		return MISUSED;
	}
	const file = (name: string) => path.resolve(cwd, name);
	return operation.run({ app, words, options, file, write });
}

const usage = ({ name, takes, options = [] }: Operation) =>
	['geli', name, takes, ...options.map((option) => `[${option}]`)].filter(Boolean).join(' ');

function help(): string {
	const lines = operations.map((o) => [usage(o), o.says] as const);
	const width = Math.max(...lines.map(([use]) => use.length));
	return [
		'geli: 格里 from the command line',
		'',
		...lines.map(([use, says]) => `  ${use.padEnd(width)}  ${says}`),
		''
	].join('\n');
}
