/** What the pages of signing in share: who knocks from where, and cookies on the answer. */
import type { RequestEvent } from '@sveltejs/kit';
import { DEVICE_KINDS, type DeviceKind } from './schema.ts';
import type { Knock } from './sign-in.server.ts';

/**
 * Whether the browser keeps `Secure` cookies here: over https, and on this very machine, which
 * browsers trust as much; Safari does not.
 */
export function keepsSecure({ url, request }: Pick<RequestEvent, 'url' | 'request'>): boolean {
	if (url.protocol === 'https:') return true;
	const local = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
	const agent = request.headers.get('user-agent') ?? '';
	const safari = /Safari\//.test(agent) && !/Chrome|Chromium|CriOS|Android/.test(agent);
	return local && !safari;
}

export const knockOf = (event: RequestEvent, device: DeviceKind): Knock => ({
	address: event.getClientAddress(),
	userAgent: event.request.headers.get('user-agent'),
	cookies: event.request.headers.get('cookie'),
	secure: keepsSecure(event),
	device
});

/** Puts Set-Cookie lines of ours on Kit's answer. */
export function setCookies({ cookies }: Pick<RequestEvent, 'cookies'>, lines: readonly string[]) {
	for (const line of lines) {
		const [pair = '', ...flags] = line.split('; ');
		const at = pair.indexOf('=');
		const age = flags.find((flag) => flag.startsWith('Max-Age='))?.slice(8);
		cookies.set(pair.slice(0, at), pair.slice(at + 1), {
			path: '/',
			httpOnly: true,
			sameSite: 'lax',
			secure: flags.includes('Secure'),
			...(age === undefined ? {} : { maxAge: Number(age) })
		});
	}
}

/** A text field of a posted form, capped; files and missing ones are empty. */
export function field(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value.slice(0, 1_000) : '';
}

export const deviceIn = (form: FormData): DeviceKind | null =>
	DEVICE_KINDS.find((kind) => kind === form.get('device')) ?? null;
