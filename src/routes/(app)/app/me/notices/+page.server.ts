import { markRead } from '#lib/notifications/commands.ts';
import { formAction } from '#lib/platform/form-action.server.ts';

export const actions = { read: formAction(markRead) };
