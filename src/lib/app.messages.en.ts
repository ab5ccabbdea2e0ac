import type { Messages } from '#lib/ui/words.ts';
import home from '#lib/home/messages.en.ts';
import lists from '#lib/lists/messages.en.ts';
import meetings from '#lib/meetings/messages.en.ts';
import desk from '#lib/desk/messages.en.ts';
import honors from '#lib/honors/messages.en.ts';
import auth from '#lib/auth/messages.en.ts';
import org from '#lib/org/messages.en.ts';
import roster from '#lib/roster/messages.en.ts';
import ui from '#lib/ui/messages.en.ts';
import posts from '#lib/posts/messages.en.ts';
import hours from '#lib/hours/messages.en.ts';
import certificates from '#lib/certificates/messages.en.ts';
import notifications from '#lib/notifications/messages.en.ts';

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
