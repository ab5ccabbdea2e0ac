import * as device from './device.ts';
import { deletePersonDb, keepOnlyOutbox } from './make-room.ts';
import { leave, settleSignOut } from './session.ts';
import type { Sync } from './sync.svelte.ts';

/** What becomes of commands that were not sent: kept on this phone for their person, or given up. */
export type Unsent = 'keep' | 'drop';

/** How long signing out waits for what is still to be sent. */
const SEND_WITHIN_MS = 15_000;

/** Tries to send what waits. True when nothing is left. */
export async function sendUnsent(sync: Sync): Promise<boolean> {
	const end = performance.now() + SEND_WITHIN_MS;
	sync.outbox.wake();
	while (sync.outbox.unsent > 0 && performance.now() < end) {
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
	return sync.outbox.unsent === 0;
}

/**
 * Signs out here, in all tabs: deletes what the device keeps of the person and ends the session on
 * the server; without network that happens with the first request that arrives, and until then the
 * app stays closed.
 */
export async function signOut(sync: Sync, unsent: Unsent): Promise<void> {
	const person = sync.actor.id;
	// First, so that a page closed in between stays closed.
	device.setTombstone();
	sync.tabs?.say({ type: 'bye' });
	if (unsent === 'keep' && sync.outbox.unsent > 0 && sync.db) {
		await keepOnlyOutbox(sync.db).catch(() => {});
		leave();
		device.forgetCurrent();
	} else {
		leave();
		// Another tab may need a moment to let go of it.
		if ((await deletePersonDb(person)) || (await deletePersonDb(person))) device.forget(person);
		else device.forgetCurrent();
	}
	await settleSignOut();
}
