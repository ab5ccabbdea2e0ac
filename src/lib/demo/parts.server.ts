/** What the demo county has besides places and people: each part adds its own, in this order. */
import type { App } from '../app.server.ts';

export interface DemoPart {
	/** Said while it is loaded: `posts and claims`. */
	readonly says: string;
	/** Through `runCommand` alone. Units and people are there already. */
	readonly load: (app: App) => Promise<void>;
}

export const demoParts: readonly DemoPart[] = [];
