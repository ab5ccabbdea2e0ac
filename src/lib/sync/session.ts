import type { PersonActor, Role } from '#lib/kernel/actor.ts';
import type { AnyView, ViewAnswer } from '#lib/kernel/view.ts';
import * as device from './device.ts';
import { PersonDb } from './person-db.ts';
import { Sync } from './sync.svelte.ts';
import { fetchWithin } from './transport.ts';
import { viewKey, viewUrl, type Copy } from './view-cache.svelte.ts';

/** What the sign-in says of whoever looks. */
export interface Me {
	readonly person: { readonly id: string; readonly name: string } | null;
	readonly memberships: readonly { readonly unit: string; readonly role: Role }[];
	readonly device: 'own' | 'shared' | null;
	readonly firstRun: boolean;
}

export type Session<M extends Me> =
	| { readonly kind: 'open'; readonly me: M; readonly actor: PersonActor; readonly sync: Sync }
	| { readonly kind: 'signed_out'; readonly firstRun: boolean }
	/** Signed out here without network: closed until the server has been told. */
	| { readonly kind: 'sealed' }
	| { readonly kind: 'offline' };

export interface SessionOptions {
	/** Kit's fetch: on the server in-process, and in the browser what came with the page. */
	readonly fetch: typeof fetch;
	/** The view that answers `Me`. */
	readonly view: AnyView;
}

/** The one open session of this browser's page. Never set on the server, where many are served. */
let open: Sync | null = null;

/** Whose pages these are, and what the device keeps for them. */
export async function openSession<M extends Me>(options: SessionOptions): Promise<Session<M>> {
	if (typeof window === 'undefined') return ask<M>(options);
	if (device.tombstone() && !(await settleSignOut())) return { kind: 'sealed' };

	const { view } = options;
	const url = viewUrl(view.name, {});
	// The answer came with the page: it is newer than anything kept.
	if (document.querySelector(`script[data-sveltekit-fetched][data-url=${JSON.stringify(url)}]`)) {
		return ask<M>(options);
	}
	if (open) {
		const reading = await open.views?.read(view, {}, 'session');
		if (open.signedOut || reading?.kind === 'signed_out') return leave();
		if (reading?.kind === 'copy') return begin(reading.copy.data as M);
		return { kind: 'offline' };
	}
	const kept = await keptMe<M>(view);
	if (!kept?.person) return ask<M>(options);
	const session = await begin(kept);
	if (session.kind === 'open') await session.sync.views?.read(view, {}, 'session');
	return session;
}

/** The session of this page, if one is open. */
export const openSync = (): Sync | null => open;

/** Tells the server of a sign-out that it has not heard of. False: it cannot be reached. */
export async function settleSignOut(): Promise<boolean> {
	await fetchWithin('/healthz', {}).catch(() => null);
	return !device.tombstone();
}

async function ask<M extends Me>({ fetch, view }: SessionOptions): Promise<Session<M>> {
	const response = await fetch(viewUrl(view.name, {})).catch(() => null);
	if (!response?.ok) return { kind: 'offline' };
	const answer = (await response.json()) as ViewAnswer<M>;
	const session = await begin(answer.data);
	if (session.kind === 'open') session.sync.views?.adopt(view, {}, answer);
	return session;
}

async function begin<M extends Me>(me: M): Promise<Session<M>> {
	const { person } = me;
	if (!person) {
		leave();
		return { kind: 'signed_out', firstRun: me.firstRun };
	}
	const memberships = me.memberships.map(({ unit, role }) => ({ unit, role }));
	const actor: PersonActor = { kind: 'person', id: person.id, name: person.name, memberships };
	const where = me.device ?? 'shared';
	if (typeof window === 'undefined') {
		return { kind: 'open', me, actor, sync: new Sync({ actor, device: where }) };
	}
	if (open && (open.actor.id !== person.id || open.device !== where)) leave();
	if (!open) {
		open = new Sync({ actor, device: where });
		open.bye = () => {
			leave();
			location.replace('/');
		};
		device.remember(person.id, where);
		if (device.people().length > 1) {
			void import('./make-room.ts').then(({ makeRoom }) => makeRoom(person.id));
		}
	} else if (JSON.stringify(open.actor) !== JSON.stringify(actor)) open.actor = actor;
	return { kind: 'open', me, actor: open.actor, sync: open };
}

/** Closes what is open; what the device keeps stays. */
export function leave(): { kind: 'signed_out'; firstRun: false } {
	open?.close();
	open = null;
	return { kind: 'signed_out', firstRun: false };
}

async function keptMe<M extends Me>(view: AnyView): Promise<M | null> {
	const person = device.currentPerson();
	if (!person) return null;
	const db = new PersonDb(person);
	const copy = await db.run((idb) => idb.get('views', viewKey(view.name, {}))).catch(() => null);
	db.close();
	return ((copy as Copy | null | undefined)?.data as M | undefined) ?? null;
}
