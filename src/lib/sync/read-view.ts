import { error, redirect } from '@sveltejs/kit';
import type { AnyView, ArgsOf, ViewAnswer, ViewDataOf } from '#lib/kernel/view.ts';

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
}

/** The address of a view at the door. */
export const viewUrl = (name: string, args: unknown): string =>
	`/api/views/${name}?args=${encodeURIComponent(JSON.stringify(args))}`;

/**
 * Reads a view for a universal `load`. On the server through Kit's own fetch; in the browser from
 * the person's kept copy at once, with a re-read behind it; offline from the kept copy.
 *
 * @throws Kit's `error(404)` when there is nothing that this person may see, `error(503)` with
 *   message `offline` when there is neither network nor copy; redirects to the sign-in on 401.
 */
export async function readView<V extends AnyView>(
	event: ReadEvent,
	view: V,
	args: ArgsOf<V>
): Promise<ViewCopy<ViewDataOf<V>>> {
	event.depends(`view:${view.name}?${encodeURIComponent(JSON.stringify(args))}`);
	const response = await event.fetch(viewUrl(view.name, args)).catch(() => null);
	if (!response) error(503, { message: 'offline' });
	if (response.status === 401) {
		redirect(303, `/sign-in?next=${encodeURIComponent(event.url.pathname + event.url.search)}`);
	}
	if (response.status === 404 || response.status === 400) error(404, { message: 'not_found' });
	if (!response.ok) error(503, { message: 'offline' });
	const answer = (await response.json()) as ViewAnswer<ViewDataOf<V>>;
	return { data: answer.data, at: answer.at, fresh: true };
}
