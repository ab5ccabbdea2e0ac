import { getContext, setContext } from 'svelte';
import type { RefusalParams } from '#lib/kernel/outcome.ts';

/**
 * Every word that people read, by capability. Each capability's `messages.zh.ts` adds itself here
 * (`declare module`), and `messages.en.ts` has its type: a missing key is a type error. One
 * language is loaded per page; changing it loads the page again. Which words a page brings is
 * decided in app.messages.ts.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled by declaration merging
export interface Messages {}

export type Language = 'zh' | 'en';

/** A sentence that says what happened, why, and what to do next. */
export type Refusal = (params: RefusalParams) => string;

interface Loaded {
	readonly language: Language;
	readonly messages: Messages;
}

const KEY = Symbol('words');

export const provideWords = (loaded: Loaded): void => void setContext(KEY, loaded);

/** The words of one capability, in the language of the page. Call it while a component is made. */
export function words<Capability extends keyof Messages>(
	capability: Capability
): Messages[Capability] {
	return getContext<Loaded>(KEY).messages[capability];
}

export const language = (): Language => getContext<Loaded>(KEY).language;

/** The sentence for a refusal of `command`: the capability's own, else the common one. */
export function refusalWords(): (command: string, code: string, params: RefusalParams) => string {
	const { messages } = getContext<Loaded>(KEY);
	const byName = messages as unknown as Record<
		string,
		{ refusals?: Record<string, Refusal> } | undefined
	>;
	return (command, code, params) => {
		const own = byName[command.split('.')[0] ?? '']?.refusals?.[code];
		const said = own ?? byName['ui']?.refusals?.[code] ?? byName['ui']?.refusals?.['unknown'];
		return said ? said(params) : code;
	};
}

/** What a command is called in a list, as `commands` of its capability's messages says it. */
export function commandWords(): (command: string) => string | undefined {
	const { messages } = getContext<Loaded>(KEY);
	const byName = messages as unknown as Record<
		string,
		{ commands?: Record<string, string> } | undefined
	>;
	return (command) => {
		const [capability = '', name = ''] = command.split('.');
		return byName[capability]?.commands?.[name];
	};
}
