/** The only place of the pages that asks the framework what was built (it moves in Kit 3). */
export { version as appVersion, building, dev } from '$app/environment';
