/** Which words a page needs: the way to a claim is walked on cheap phones and loads few. */
import type { Language, Messages } from '#lib/ui/words.ts';

/** What the pages in NEAR say. */
export type NearMessages = Pick<Messages, 'home' | 'hours' | 'notifications' | 'posts' | 'ui'>;

const NEAR: ReadonlySet<string | null> = new Set([
	'/',
	'/(app)/app/today',
	'/(app)/app/posts',
	'/(app)/app/posts/[id]',
	'/(app)/app/shifts/[id]',
	'/(app)/app/me/notices',
	'/(app)/app/me/shifts'
]);

/** The words for a page (by the id of its route) in one language. */
export async function messagesFor(language: Language, route: string | null): Promise<Messages> {
	if (NEAR.has(route)) {
		const { messages } =
			language === 'en'
				? await import('#lib/app.messages.en.near.ts')
				: await import('#lib/app.messages.zh.near.ts');
		return messages as Messages;
	}
	const { messages } =
		language === 'en'
			? await import('#lib/app.messages.en.ts')
			: await import('#lib/app.messages.zh.ts');
	return messages;
}
