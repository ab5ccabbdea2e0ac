/** Every command and view by name: one registry for both sides. */
import type { AnyCommand } from '#lib/kernel/command.ts';
import type { AnyView } from '#lib/kernel/view.ts';
import * as deskViews from '#lib/desk/views.ts';
import * as honorsCommands from '#lib/honors/commands.ts';
import * as honorsViews from '#lib/honors/views.ts';
import * as authCommands from '#lib/auth/commands.ts';
import * as authViews from '#lib/auth/views.ts';
import * as listsCommands from '#lib/lists/commands.ts';
import * as listsViews from '#lib/lists/views.ts';
import * as meetingsCommands from '#lib/meetings/commands.ts';
import * as meetingsViews from '#lib/meetings/views.ts';
import * as orgCommands from '#lib/org/commands.ts';
import * as rosterCommands from '#lib/roster/commands.ts';
import * as rosterViews from '#lib/roster/views.ts';
import * as orgViews from '#lib/org/views.ts';
import * as postsCommands from '#lib/posts/commands.ts';
import * as postsViews from '#lib/posts/views.ts';
import * as hoursCommands from '#lib/hours/commands.ts';
import * as hoursViews from '#lib/hours/views.ts';
import * as certificatesCommands from '#lib/certificates/commands.ts';
import * as certificatesViews from '#lib/certificates/views.ts';
import * as notificationsCommands from '#lib/notifications/commands.ts';
import * as notificationsViews from '#lib/notifications/views.ts';

const isCommand = (part: unknown): part is AnyCommand =>
	typeof part === 'object' && part !== null && 'offline' in part && 'may' in part;
const isView = (part: unknown): part is AnyView =>
	typeof part === 'object' && part !== null && 'topics' in part && 'args' in part;

const modules: readonly object[] = [
	notificationsViews,
	notificationsCommands,
	hoursViews,
	hoursCommands,
	certificatesViews,
	certificatesCommands,
	meetingsCommands,
	meetingsViews,
	listsCommands,
	listsViews,
	authCommands,
	authViews,
	postsViews,
	postsCommands,
	deskViews,
	honorsCommands,
	honorsViews,
	orgCommands,
	rosterCommands,
	rosterViews,
	orgViews
];
const parts = modules.flatMap((module) => Object.values(module) as unknown[]);

export const commands: readonly AnyCommand[] = parts.filter(isCommand);
export const views: readonly AnyView[] = parts.filter(isView);
