import hours from '#lib/hours/messages.en.ts';
import home from '#lib/home/messages.en.ts';
import notifications from '#lib/notifications/messages.en.ts';
import posts from '#lib/posts/messages.en.ts';
import ui from '#lib/ui/messages.en.ts';
import type { NearMessages } from '#lib/app.messages.ts';

export const messages: NearMessages = { home, hours, notifications, posts, ui };
