/** Reads of the consent log. Every page that names a person asks here, at every read. */
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Tx } from '#lib/platform/db/port.server.ts';
import { consentNow, type Consent, type ConsentEntry } from './rules.ts';
import type { Purpose } from './schema.ts';
import { consent } from './tables.server.ts';

const PART = 500;

/** A person's log for a purpose, oldest first. */
export async function consentLog(
	q: Tx,
	person: string,
	purpose: Purpose
): Promise<(ConsentEntry & { text: string | null })[]> {
	return q
		.select({
			change: consent.change,
			shownAs: consent.shownAs,
			text: consent.text,
			at: consent.at
		})
		.from(consent)
		.where(and(eq(consent.person, person), eq(consent.purpose, purpose)))
		.orderBy(asc(consent.at), asc(consent.id));
}

/** What each of these people has agreed to now; who is not in the map has not (HN-2). */
export async function consentsOf(
	q: Tx,
	people: readonly string[],
	purpose: Purpose
): Promise<Map<string, Consent>> {
	const logs = new Map<string, ConsentEntry[]>();
	for (let i = 0; i < people.length; i += PART) {
		const rows = await q
			.select({
				person: consent.person,
				change: consent.change,
				shownAs: consent.shownAs,
				at: consent.at
			})
			.from(consent)
			.where(and(inArray(consent.person, people.slice(i, i + PART)), eq(consent.purpose, purpose)))
			.orderBy(asc(consent.at), asc(consent.id));
		for (const { person, ...entry } of rows) {
			logs.set(person, [...(logs.get(person) ?? []), entry]);
		}
	}
	const now = new Map<string, Consent>();
	for (const [person, log] of logs) {
		const given = consentNow(log);
		if (given) now.set(person, given);
	}
	return now;
}
