/** What the demo county has besides places and people: each part adds its own, in this order. */
import type { App } from '../app.server.ts';
import { loadLists, loadMeetings } from './documents.server.ts';
import { loadHonors } from './honors.server.ts';
import { loadService } from './posts.server.ts';

export interface DemoPart {
	/** Said while it is loaded: `posts and claims`. */
	readonly says: string;
	/** Through `runCommand` alone. Units and people are there already. */
	readonly load: (app: App) => Promise<void>;
}

export const demoParts: readonly DemoPart[] = [
	{ says: 'two months of shifts and hours', load: loadService },
	{ says: 'meetings and minutes', load: loadMeetings },
	{ says: 'demand and resource lists', load: loadLists },
	{ says: 'red lists', load: loadHonors }
];
