import type { Messages } from '#lib/ui/words.ts';
import honors from '#lib/honors/messages.zh.ts';
import org from '#lib/org/messages.zh.ts';
import ui from '#lib/ui/messages.zh.ts';

export const messages: Messages = { honors, org, ui };
