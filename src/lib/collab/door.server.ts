/** Who may even ask: the path, where the page came from, and from which address. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { isRoomName } from './wire.ts';

export interface Door {
	/** A proxy of ours stands before us: it says who asks, and over what. */
	readonly trustProxy: boolean;
	/** Where our pages are, when the operator said so: `https://geli.example`. */
	readonly origin?: string | undefined;
}

/** `/collab/<capability>/<id>` → `<capability>/<id>`; `null` for any other path. */
export function roomOfPath(url: string | undefined): string | null {
	const path = (url ?? '').split('?', 1)[0] ?? '';
	if (!path.startsWith('/collab/')) return null;
	let room: string;
	try {
		room = decodeURIComponent(path.slice('/collab/'.length));
	} catch {
		return null;
	}
	return isRoomName(room) ? room : null;
}

/**
 * The page that opened the socket is ours. Browsers always name the page's origin, and cookies come
 * along whatever page it is; a tool without an origin has no page that could have been tricked.
 */
export function isOwnOrigin(request: IncomingMessage, door: Door): boolean {
	const said = request.headers.origin;
	if (said === undefined) return true;
	if (door.origin) return said === door.origin;
	const proto = (door.trustProxy && first(request.headers['x-forwarded-proto'])) || 'http';
	const host =
		(door.trustProxy && first(request.headers['x-forwarded-host'])) || request.headers.host;
	return said === `${proto}://${host}`;
}

export function addressOf(request: IncomingMessage, door: Door): string {
	const list = door.trustProxy ? String(request.headers['x-forwarded-for'] ?? '') : '';
	// The last entry is the one that our own proxy wrote.
	return list.split(',').at(-1)?.trim() || request.socket.remoteAddress || '';
}

const WORDS: Readonly<Record<number, string>> = {
	403: 'Forbidden',
	404: 'Not Found',
	503: 'Service Unavailable'
};

export function refuseUpgrade(socket: Duplex, status: number): void {
	if (socket.destroyed) return;
	socket.end(
		`HTTP/1.1 ${status} ${WORDS[status] ?? ''}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`
	);
}

const first = (header: string | string[] | undefined): string | undefined =>
	(Array.isArray(header) ? header[0] : header)?.split(',', 1)[0]?.trim();
