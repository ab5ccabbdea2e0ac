import { messagesFor } from '#lib/app.messages.ts';
import { preferredIn, type Preferred } from '#lib/ui/preferences.svelte.ts';
import type { LayoutLoad } from './$types';

/**
 * The words of one language and how the person wants the page. In the browser the cookies say it;
 * on the server a universal load cannot see them, so it asks the little door that can.
 */
export const load: LayoutLoad = async ({ fetch, route }) => {
	const preferred: Preferred =
		typeof document === 'undefined'
			? await (await fetch('/api/prefs')).json()
			: preferredIn(document.cookie);
	return { preferred, messages: await messagesFor(preferred.lang, route.id) };
};
