import type { LayoutLoad } from './$types';
import { preferredIn, type Preferred } from '#lib/ui/preferences.svelte.ts';

/**
 * The words of one language and how the person wants the page. In the browser the cookies say it;
 * on the server a universal load cannot see them, so it asks the little door that can.
 */
export const load: LayoutLoad = async ({ fetch }) => {
	const preferred: Preferred =
		typeof document === 'undefined'
			? await (await fetch('/api/prefs')).json()
			: preferredIn(document.cookie);
	const { messages } =
		preferred.lang === 'en'
			? await import('#lib/app.messages.en.ts')
			: await import('#lib/app.messages.zh.ts');
	return { preferred, messages };
};
