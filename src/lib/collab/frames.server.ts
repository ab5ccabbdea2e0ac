/** What the server sends: WebSocket frames (unmasked, binary, whole) around y-websocket messages. */
import { sizeOfVarUint, writeVarUint } from './bytes.ts';
import {
	MESSAGE_AUTH,
	MESSAGE_AWARENESS,
	MESSAGE_STORED,
	MESSAGE_SYNC,
	READ_ONLY_NOTICE,
	SYNC_STEP_1,
	SYNC_STEP_2,
	SYNC_UPDATE
} from './wire.ts';

const FIN_BINARY = 0x82;

/** A frame that ends with `body`; the body itself may be left out, to be written after it. */
function frame(prefix: readonly number[], body: Uint8Array, withBody = true): Buffer {
	const payload = prefix.length + sizeOfVarUint(body.length) + body.length;
	const head = payload < 126 ? 2 : payload < 65_536 ? 4 : 10;
	const out = Buffer.allocUnsafe(head + payload - (withBody ? 0 : body.length));
	out[0] = FIN_BINARY;
	if (head === 2) out[1] = payload;
	else if (head === 4) {
		out[1] = 126;
		out.writeUInt16BE(payload, 2);
	} else {
		out[1] = 127;
		out.writeUInt32BE(0, 2);
		out.writeUInt32BE(payload, 6);
	}
	let at = head;
	for (const byte of prefix) out[at++] = byte;
	at = writeVarUint(out, at, body.length);
	if (withBody) out.set(body, at);
	return out;
}

export const step1Frame = (vector: Uint8Array): Buffer =>
	frame([MESSAGE_SYNC, SYNC_STEP_1], vector);
export const updateFrame = (update: Uint8Array): Buffer =>
	frame([MESSAGE_SYNC, SYNC_UPDATE], update);
/** The head of a step 2; the update itself is written after it, uncopied. */
export const step2Head = (update: Uint8Array): Buffer =>
	frame([MESSAGE_SYNC, SYNC_STEP_2], update, false);
export const awarenessFrame = (states: Uint8Array): Buffer => frame([MESSAGE_AWARENESS], states);

/** Says nothing. Standard clients leave a server that is silent for 30 s. */
export const HEARTBEAT: Buffer = awarenessFrame(Uint8Array.of(0));
export const PING: Buffer = Buffer.from([0x89, 0]);
export const STORED: Buffer = Buffer.from([FIN_BINARY, 1, MESSAGE_STORED]);

const PERMISSION_DENIED = 0;
export const READ_ONLY: Buffer = frame(
	[MESSAGE_AUTH, PERMISSION_DENIED],
	Buffer.from(READ_ONLY_NOTICE)
);
