/** Samples of org, roster, auth, notifications. */
import { randomBytes } from 'node:crypto';
import { uuidv7 } from '#lib/kernel/id.ts';
import * as auth from '#lib/auth/commands.ts';
import { hashToken } from '#lib/auth/handlers.server.ts';
import * as authViews from '#lib/auth/views.ts';
import * as notifications from '#lib/notifications/commands.ts';
import * as notificationsViews from '#lib/notifications/views.ts';
import * as org from '#lib/org/commands.ts';
import * as orgViews from '#lib/org/views.ts';
import * as roster from '#lib/roster/commands.ts';
import { seatsOf } from '#lib/roster/repo.server.ts';
import * as rosterViews from '#lib/roster/views.ts';
import { does, must, nothing, shows, type Fill } from './place.ts';

const PHC = `$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$${'A'.repeat(43)}`;
const hash = () => randomBytes(32).toString('base64url');
const NOWHERE = '330922999999999';

export const people: Fill = async (place) => {
	const { world, grid, leader, secretary, member, marker } = place;
	const about = {
		gender: null,
		politics: null,
		joinedParty: null,
		workUnit: marker,
		skills: [],
		note: marker
	};
	const newcomer = uuidv7();
	await must(place, leader, roster.addPerson, {
		id: newcomer,
		name: `新来的${marker}`,
		phone: null,
		...about,
		seat: { id: uuidv7(), unit: grid, role: 'volunteer', from: '2026-11-01' }
	});
	// Enough for a grid to stand on a board.
	for (const numeral of '一二三四五六七八九十') {
		await must(place, leader, roster.addPerson, {
			id: uuidv7(),
			name: `${numeral}号${marker}`,
			phone: null,
			...about,
			seat: { id: uuidv7(), unit: grid, role: 'volunteer', from: '2026-11-01' }
		});
	}
	const [seat] = await world.app.db.read((q) => seatsOf(q, newcomer));
	const { token } = await world.app.sessions.create(member.id, { device: 'own', label: marker });
	const signed = await world.app.sessions.actorOf(`sid=${token}`);
	const session = signed?.session ?? '';
	const invitation = () => ({ invitation: uuidv7(), token: hashToken(uuidv7()) });
	const added = () => ({
		id: uuidv7(),
		name: `又一位${marker}`,
		phone: null,
		...about,
		seat: { id: uuidv7(), unit: grid, role: 'volunteer' as const, from: '2026-11-01' }
	});
	const unit = {
		code: `${grid}77`,
		name: marker,
		level: 'micro_grid' as const,
		parent: grid,
		kind: 'land' as const,
		households: 60,
		boats: null
	};
	const row = (where: string) => ({
		row: 1,
		person: uuidv7(),
		seat: uuidv7(),
		name: `导入的${marker}`,
		phone: '13900000000',
		...about,
		unit: where,
		role: 'volunteer' as const
	});
	return {
		commands: [
			does(org.applyUnits, world.people.townAdmin, {
				import: uuidv7(),
				units: [unit],
				close: []
			}),
			does(roster.addPerson, leader, added()),
			does(
				roster.editPerson,
				leader,
				{ person: newcomer, name: marker, phone: null, ...about },
				{ missing: { person: nothing(), name: marker, phone: null, ...about } }
			),
			does(
				roster.addSeat,
				leader,
				{
					id: uuidv7(),
					person: newcomer,
					unit: grid,
					role: 'part_time',
					from: '2026-11-01',
					to: null
				},
				{
					missing: {
						id: uuidv7(),
						person: nothing(),
						unit: grid,
						role: 'part_time',
						from: '2026-11-01',
						to: null
					}
				}
			),
			does(
				roster.endSeat,
				leader,
				{ seat: seat?.id ?? '', to: '2026-11-30' },
				{ missing: { seat: nothing(), to: '2026-11-30' } }
			),
			does(roster.applyRows, secretary, { import: uuidv7(), rows: [row(grid)] }),
			does(
				roster.mapAlias,
				secretary,
				{ id: uuidv7(), kind: 'unit', word: marker, value: grid },
				{ missing: { id: uuidv7(), kind: 'unit', word: marker, value: NOWHERE } }
			),
			does(auth.startSession, null, {
				session: hash(),
				person: member.id,
				device: 'own',
				label: ''
			}),
			does(auth.setPassword, null, { person: member.id, password: PHC }),
			does(auth.createFirstAdmin, null, {
				county: { code: '330922', name: marker },
				person: uuidv7(),
				name: marker,
				phone: '13900000001',
				password: PHC
			}),
			does(auth.endSession, signed?.actor ?? member, { session }, { missing: { session: hash() } }),
			does(auth.endAllSessions, member, { keepThis: false }, { own: 'only one’s own sessions' }),
			does(auth.changePassword, member, { password: PHC }, { own: 'only one’s own password' }),
			does(
				auth.invite,
				leader,
				{ ...invitation(), person: member.id },
				{ missing: { ...invitation(), person: nothing() } }
			),
			does(
				auth.acceptInvitation,
				null,
				{ token: 'A'.repeat(22), last4: '0000', password: PHC },
				{ own: 'who holds the link; there is none for this token' }
			),
			does(notifications.markRead, member, { notices: null }, { own: 'only one’s own notices' })
		],
		views: [
			shows(orgViews.unitPage, leader, { code: grid }, { missing: { code: NOWHERE } }),
			shows(orgViews.unitTree, leader, {}, { own: true }),
			shows(rosterViews.staffing, leader, { code: grid }, { missing: { code: NOWHERE } }),
			shows(rosterViews.findings, leader, { code: grid }, { missing: { code: NOWHERE } }),
			shows(
				rosterViews.people,
				leader,
				{ unit: grid, search: '', role: null, page: 1 },
				{ missing: { unit: NOWHERE, search: '', role: null, page: 1 } }
			),
			shows(
				rosterViews.personPage,
				leader,
				{ person: newcomer },
				{ missing: { person: nothing() } }
			),
			shows(authViews.me, leader, {}, { own: true }),
			shows(authViews.mySessions, leader, {}, { own: true }),
			shows(
				authViews.invitationState,
				leader,
				{ person: newcomer },
				{ missing: { person: nothing() } }
			),
			shows(notificationsViews.myNotices, member, {}, { own: true })
		]
	};
};
