/** Shifts as an iCalendar file (RFC 5545), for the calendar that a phone has anyway. */

export interface CalendarEvent {
	/** The shift's id: the same file read twice makes one entry. */
	readonly uid: string;
	readonly startsAt: number;
	readonly endsAt: number;
	readonly title: string;
	readonly place: string;
	readonly url: string;
	readonly cancelled: boolean;
}

const LINE_OCTETS = 75;

/** RFC 5545 3.3.11: backslash, semicolon, comma and line breaks are written with a backslash. */
export const escapeText = (text: string): string =>
	text
		.replace(/[\\;,]/g, (mark) => `\\${mark}`)
		.replace(/\r\n|\r|\n/g, '\\n')
		// Other control characters may not be in a text at all.
		// eslint-disable-next-line no-control-regex -- they are what is taken out
		.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');

const octets = (character: string): number => {
	const code = character.codePointAt(0) ?? 0;
	return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
};

/** RFC 5545 3.1: no line longer than 75 octets; the next begins with a space. No character is cut. */
export function fold(line: string): string {
	let folded = '';
	let length = 0;
	for (const character of line) {
		const size = octets(character);
		if (length + size > LINE_OCTETS) {
			folded += '\r\n ';
			length = 1;
		}
		folded += character;
		length += size;
	}
	return folded;
}

/** `20261124T060000Z`: in UTC, which every calendar turns into its own time. */
const utc = (time: number): string =>
	new Date(time).toISOString().replace(/[-:]/g, '').replace(/\.\d+/, '');

/** [PO-16] A whole file; `now` is when it was written. Names nobody. */
export function calendarFile(events: readonly CalendarEvent[], now: number): string {
	const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Geli//Geli//ZH', 'METHOD:PUBLISH'];
	for (const event of events) {
		lines.push(
			'BEGIN:VEVENT',
			`UID:${event.uid}@geli`,
			`DTSTAMP:${utc(now)}`,
			`DTSTART:${utc(event.startsAt)}`,
			`DTEND:${utc(event.endsAt)}`,
			`SUMMARY:${escapeText(event.title)}`,
			`LOCATION:${escapeText(event.place)}`,
			`URL:${event.url}`,
			`STATUS:${event.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
			'END:VEVENT'
		);
	}
	lines.push('END:VCALENDAR');
	return lines.map((line) => `${fold(line)}\r\n`).join('');
}
