/** The page of tests/e2e/collab.spec.ts: one text field and what the room says of itself. */
import { openRoom, type RoomClient } from '#lib/collab/room-client.ts';
import { bindTextarea, type RemoteCaret } from '#lib/collab/text-binding.ts';
import { PersonDb } from '#lib/sync/person-db.ts';

declare global {
	var room: RoomClient;
	var carets: readonly RemoteCaret[];
}

const person = new URLSearchParams(location.search).get('person') ?? 'a';
document.cookie = `person=${person}`;
const field = document.querySelector('textarea')!;
const client = openRoom({
	room: 'meetings/m1',
	person: { id: person, name: person },
	database: new PersonDb(person)
});
globalThis.room = client;
client.state.subscribe((state) => {
	for (const [key, value] of Object.entries(state)) {
		document.body.dataset[key] =
			key === 'people' ? state.people.map((p) => p.name).join() : String(value);
	}
});
void client.loaded.then(() => {
	bindTextarea(field, client.doc.getText('text'), client).onCarets((carets) => {
		globalThis.carets = carets;
		document.body.dataset['carets'] = carets
			.map((c) => `${c.person.name}:${c.from}-${c.to}`)
			.join();
	});
	document.body.dataset['bound'] = 'true';
});
