import type { Messages } from '#lib/ui/words.ts';
import honors from '#lib/honors/messages.en.ts';
import org from '#lib/org/messages.en.ts';
import ui from '#lib/ui/messages.en.ts';

export const messages: Messages = { honors, org, ui };
