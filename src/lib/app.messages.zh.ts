import type { Messages } from '#lib/ui/words.ts';
import home from '#lib/home/messages.zh.ts';
import lists from '#lib/lists/messages.zh.ts';
import meetings from '#lib/meetings/messages.zh.ts';
import desk from '#lib/desk/messages.zh.ts';
import honors from '#lib/honors/messages.zh.ts';
import auth from '#lib/auth/messages.zh.ts';
import org from '#lib/org/messages.zh.ts';
import roster from '#lib/roster/messages.zh.ts';
import ui from '#lib/ui/messages.zh.ts';
import posts from '#lib/posts/messages.zh.ts';
import hours from '#lib/hours/messages.zh.ts';
import certificates from '#lib/certificates/messages.zh.ts';
import notifications from '#lib/notifications/messages.zh.ts';

export const messages: Messages = {
	notifications,
	hours,
	certificates,
	lists,
	meetings,
	home,
	auth,
	posts,
	desk,
	honors,
	org,
	roster,
	ui
};
