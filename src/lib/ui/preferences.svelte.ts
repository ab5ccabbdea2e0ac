import { getContext, setContext } from 'svelte';
import type { Language } from './words.ts';

export type Theme = 'auto' | 'light' | 'dark';

export interface Preferred {
	readonly lang: Language;
	/** 长辈版: larger letters and targets, one column, three things on the home page. */
	readonly elder: boolean;
	readonly theme: Theme;
}

const YEAR_SECONDS = 365 * 24 * 3600;
const KEY = Symbol('preferences');

/** What a cookie header says about language, letters and colours; Chinese when it says nothing. */
export function preferredIn(cookies: string): Preferred {
	const said = (name: string) =>
		new RegExp(`(?:^|;)\\s*${name}=([^;]*)`).exec(cookies)?.[1]?.trim();
	const theme = said('theme');
	return {
		lang: said('lang') === 'en' ? 'en' : 'zh',
		elder: said('elder') === 'on',
		theme: theme === 'light' || theme === 'dark' ? theme : 'auto'
	};
}

/** How this browser speaks and looks: kept in cookies, so that the server draws the same page. */
export class Preferences {
	readonly lang: Language;
	#elder = $state(false);
	#theme: Theme = $state('auto');

	constructor(preferred: Preferred) {
		this.lang = preferred.lang;
		this.#elder = preferred.elder;
		this.#theme = preferred.theme;
	}

	get elder(): boolean {
		return this.#elder;
	}
	set elder(on: boolean) {
		this.#elder = on;
		keep('elder', on ? 'on' : 'off');
		this.show();
	}

	get theme(): Theme {
		return this.#theme;
	}
	set theme(theme: Theme) {
		this.#theme = theme;
		keep('theme', theme);
		this.show();
	}

	/** Another language is another set of words: the page is loaded anew. */
	speak(lang: Language): void {
		if (lang === this.lang) return;
		keep('lang', lang);
		location.reload();
	}

	/** Puts them on `<html>`, which the prerendered shell could not know. */
	show(): void {
		const html = document.documentElement;
		html.lang = this.lang === 'en' ? 'en' : 'zh-CN';
		html.dataset.elder = this.#elder ? 'on' : 'off';
		html.dataset.theme = this.#theme;
	}
}

function keep(name: string, value: string): void {
	const secure = location.protocol === 'https:' ? '; secure' : '';
	document.cookie = `${name}=${value}; path=/; max-age=${YEAR_SECONDS}; samesite=lax${secure}`;
}

export const providePreferences = (preferences: Preferences): Preferences =>
	setContext(KEY, preferences);

export const usePreferences = (): Preferences => getContext<Preferences>(KEY);
