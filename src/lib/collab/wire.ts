/**
 * The y-websocket protocol, and what we add to it: close codes with a reason that people are told
 * in words, a notice that a room may only be read, and a question whether all was stored. Standard
 * clients need none of the additions.
 */

export const MESSAGE_SYNC = 0;
export const MESSAGE_AWARENESS = 1;
/** y-protocols' "permission denied": tells a client that it may read and not write. */
export const MESSAGE_AUTH = 2;
export const MESSAGE_QUERY_AWARENESS = 3;
/** Asks, and answers, whether everything sent before it is stored. Only our client asks. */
export const MESSAGE_STORED = 100;

export const SYNC_STEP_1 = 0;
export const SYNC_STEP_2 = 1;
export const SYNC_UPDATE = 2;

export const READ_ONLY_NOTICE = 'read_only';

/** A frame may have this many bytes; the socket of a larger one is closed with 1009. */
export const MAX_FRAME = 256 * 1024;

/**
 * Why the server closed a socket. 4400–4499: coming back as the same changes nothing, and standard
 * clients do not. 4500–4599 and the codes below 4000: come back.
 */
export const CLOSE = {
	malformed: 4400,
	signed_out: 4401,
	not_available: 4403,
	read_only: 4405,
	foreign_author: 4409,
	gap: 4410,
	too_large: 4413,
	not_allowed: 4422,
	rights_changed: 4503,
	too_slow: 4508,
	storage: 4514,
	too_fast: 4529,
	too_many: 4530,
	frame_too_large: 1009,
	restart: 1012
} as const;
export type CloseReason = keyof typeof CLOSE;

const REASONS = new Map<number, CloseReason>(
	Object.entries(CLOSE).map(([reason, code]) => [code, reason as CloseReason])
);

/** The reason of a close code; `null` for a connection that was simply lost. */
export const reasonOf = (code: number): CloseReason | null => REASONS.get(code) ?? null;

/** Coming back without the person doing something would end the same way. */
export const isFinal = (reason: CloseReason): boolean => {
	const code = CLOSE[reason];
	return code === CLOSE.frame_too_large || (code >= 4400 && code < 4500);
};

/** `<capability>/<id>`: letters, digits, `-`, `_`, `.`; also the path below `/collab/`. */
export const isRoomName = (room: string): boolean =>
	/^[a-z][a-z_]{0,30}\/[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/.test(room);
