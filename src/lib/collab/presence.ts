import type { Awareness } from 'y-protocols/awareness';

/** Somebody in the room, as the server names them. */
export interface RoomPerson {
	readonly id: string;
	readonly name: string;
	/** The same for a person on every screen: `#rrggbb`, readable with white text on it. */
	readonly color: string;
}

const COLORS = [
	'#b3261e',
	'#8a5200',
	'#5c6300',
	'#1d6b35',
	'#006a6a',
	'#1f5fa8',
	'#6a4ba3',
	'#9a2f6b'
] as const;

/** A person's colour: from the id, so that it needs no agreement. */
export function colorOf(person: string): string {
	let hash = 0;
	for (let i = 0; i < person.length; i++) hash = (hash * 31 + person.charCodeAt(i)) >>> 0;
	return COLORS[hash % COLORS.length] ?? COLORS[0];
}

/** Who a presence state belongs to; `null` when the state does not say. */
export function personOf(state: unknown): RoomPerson | null {
	if (typeof state !== 'object' || state === null || !('user' in state)) return null;
	const { user } = state;
	if (typeof user !== 'object' || user === null) return null;
	if (!('id' in user) || !('name' in user)) return null;
	const { id, name } = user;
	if (typeof id !== 'string' || typeof name !== 'string') return null;
	return { id, name, color: colorOf(id) };
}

/** The others in the room, each once, by name. */
export function peopleIn(awareness: Awareness, self: string): RoomPerson[] {
	const people = new Map<string, RoomPerson>();
	for (const [client, state] of awareness.getStates()) {
		const person = client === awareness.clientID ? null : personOf(state);
		if (person && person.id !== self) people.set(person.id, person);
	}
	return [...people.values()].sort((a, b) => a.name.localeCompare(b.name, 'zh'));
}
