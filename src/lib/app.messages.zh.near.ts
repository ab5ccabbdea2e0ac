import hours from '#lib/hours/messages.zh.ts';
import home from '#lib/home/messages.zh.ts';
import notifications from '#lib/notifications/messages.zh.ts';
import posts from '#lib/posts/messages.zh.ts';
import ui from '#lib/ui/messages.zh.ts';
import type { NearMessages } from '#lib/app.messages.ts';

export const messages: NearMessages = { home, hours, notifications, posts, ui };
