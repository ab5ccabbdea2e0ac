import { error, redirect } from '@sveltejs/kit';
import type { AnyView, ArgsOf, ViewAnswer, ViewDataOf } from '#lib/kernel/view.ts';
import { Sync } from './sync.svelte.ts';
import { viewKey, viewUrl } from './view-cache.svelte.ts';

export { viewUrl };

/** What a page's `load` gets of a view. */
export interface ViewCopy<Data> {
	readonly data: Data;
	/** When the copy was known to be true: epoch ms. */
	readonly at: number;
	/** False: a kept copy; a newer one is on its way or there is no network. */
	readonly fresh: boolean;
}

/** The part of Kit's `LoadEvent` that a read needs. */
export interface ReadEvent {
	readonly fetch: typeof fetch;
	readonly url: URL;
	depends(...deps: `${string}:${string}`[]): void;
	parent(): Promise<object>;
	untrack<T>(read: () => T): T;
}

/**
 * Reads a view for a universal `load`. On the server through Kit's own fetch; in the browser from
 * the person's kept copy at once, with a re-read behind it; offline from the kept copy. Pages load
 * again by themselves when what they show has changed.
 *
 * @throws Kit's `error(404)` when there is nothing that this person may see, `error(503)` with
 *   message `offline` when there is neither network nor copy; redirects to the sign-in on 401.
 */
export async function readView<V extends AnyView>(
	event: ReadEvent,
	view: V,
	args: ArgsOf<V>
): Promise<ViewCopy<ViewDataOf<V>>> {
	const key = viewKey(view.name, args);
	event.depends(key);
	const page = event.untrack(() => event.url);
	const signIn = `/sign-in?next=${encodeURIComponent(page.pathname + page.search)}`;
	const { sync } = (await event.parent()) as { sync?: unknown };
	const views = sync instanceof Sync ? sync.views : null;

	if (!views || cameWithPage(viewUrl(view.name, args))) {
		const response = await event.fetch(viewUrl(view.name, args)).catch(() => null);
		if (!response) error(503, { message: 'offline' });
		if (response.status === 401) redirect(303, signIn);
		if (response.status === 404 || response.status === 400) error(404, { message: 'not_found' });
		if (!response.ok) error(500, { message: 'failed' });
		const answer = (await response.json()) as ViewAnswer<ViewDataOf<V>>;
		views?.adopt(view, args, answer);
		return { data: answer.data, at: answer.at, fresh: true };
	}

	const reading = await views.read(view, args, page.pathname);
	switch (reading.kind) {
		case 'copy': {
			const { data, at } = reading.copy;
			return { data: data as ViewDataOf<V>, at, fresh: reading.fresh };
		}
		case 'signed_out':
			redirect(303, signIn);
			break;
		case 'missing':
			error(404, { message: 'not_found' });
			break;
		case 'offline':
			error(503, { message: 'offline' });
			break;
		case 'failed':
			error(500, { message: 'failed' });
	}
}

/** The server rendered this page and sent the answer along; Kit's fetch finds it there, once. */
const cameWithPage = (url: string): boolean =>
	document.querySelector(`script[data-sveltekit-fetched][data-url=${JSON.stringify(url)}]`) !==
	null;
