import * as v from 'valibot';

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
let lastTime = 0;
let counter = 0;

/**
 * A UUIDv7 (RFC 9562 §5.7): 48 bits of milliseconds, a 12-bit counter that keeps ids of one
 * millisecond in order, 62 random bits. Works without `crypto.randomUUID` (Chrome < 92).
 */
export function uuidv7(now: number = Date.now()): string {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	if (now > lastTime) {
		lastTime = now;
		counter = ((bytes[6] ?? 0) & 0x07) * 256 + (bytes[7] ?? 0);
	} else if (++counter > 0xfff) {
		lastTime += 1;
		counter = 0;
	}
	const time = lastTime;
	for (let i = 0; i < 6; i++) bytes[i] = Math.floor(time / 2 ** (40 - 8 * i)) & 0xff;
	bytes[6] = 0x70 | (counter >> 8);
	bytes[7] = counter & 0xff;
	bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
	const h = Array.from(bytes, (byte) => HEX[byte]).join('');
	return `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20)}`;
}

const ID_PATTERN = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Ids are UUIDv7 text made by the caller; any lower-case UUID is accepted. */
export const IdSchema = v.pipe(v.string(), v.regex(ID_PATTERN, 'id'));

export const isId = (value: unknown): value is string =>
	typeof value === 'string' && ID_PATTERN.test(value);
