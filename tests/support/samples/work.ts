/** Samples of posts, hours, honors, the desk. */
import { uuidv7 } from '#lib/kernel/id.ts';
import { HOUR, MINUTE } from '#lib/kernel/time.ts';
import * as certificates from '#lib/certificates/commands.ts';
import * as certificatesViews from '#lib/certificates/views.ts';
import * as deskViews from '#lib/desk/views.ts';
import * as honors from '#lib/honors/commands.ts';
import * as honorsViews from '#lib/honors/views.ts';
import * as hours from '#lib/hours/commands.ts';
import * as hoursViews from '#lib/hours/views.ts';
import * as posts from '#lib/posts/commands.ts';
import * as postsViews from '#lib/posts/views.ts';
import { does, must, nothing, shows, type Fill } from './place.ts';

export const work: Fill = async (place) => {
	const { world, grid, community, leader, secretary, second, member, marker } = place;
	const text = {
		kind: 'vanguard' as const,
		title: `助老送餐${marker}`,
		place: marker,
		duties: marker,
		bring: marker,
		skills: [],
		risks: marker,
		insurance: 'not_needed' as const,
		contact: marker
	};
	const post = uuidv7();
	await must(place, leader, posts.openPost, { id: post, unit: grid, audience: grid, ...text });
	// A shift that took place: its hours are what a board counts.
	const past = uuidv7();
	await must(place, leader, posts.openShifts, {
		post,
		capacity: 2,
		shifts: [{ id: past, startsAt: world.now + HOUR, endsAt: world.now + 2 * HOUR }]
	});
	await must(place, member, posts.claimShift, { id: uuidv7(), shift: past });
	world.now += 90 * MINUTE;
	await must(place, leader, hours.tickAttendance, {
		shift: past,
		present: [{ entry: uuidv7(), person: member.id, minutes: 60 }]
	});
	const now = world.now;
	const soon = uuidv7();
	const later = uuidv7();
	await must(place, leader, posts.openShifts, {
		post,
		capacity: 2,
		shifts: [
			{ id: soon, startsAt: now + 40 * MINUTE, endsAt: now + 2 * HOUR },
			{ id: later, startsAt: now + 30 * HOUR, endsAt: now + 32 * HOUR }
		]
	});
	const claim = uuidv7();
	await must(place, member, posts.claimShift, { id: claim, shift: soon });

	/** Places that are offered: one to take, one to withdraw, one not yet. */
	const placeOn = async (hours: number, by: typeof member) => {
		const shift = uuidv7();
		const startsAt = now + hours * HOUR;
		await must(place, leader, posts.openShifts, {
			...{ post, capacity: 2, shifts: [{ id: shift, startsAt, endsAt: startsAt + HOUR }] }
		});
		const of = uuidv7();
		await must(place, by, posts.claimShift, { id: of, shift });
		return { shift, of };
	};
	const offered = async (hours: number, by: typeof member) => {
		const { of } = await placeOn(hours, by);
		const offer = uuidv7();
		await must(place, by, posts.offerPlace, { id: offer, claim: of, to: null });
		return offer;
	};
	const own = await placeOn(60, member);
	const [theirs, withdrawn] = [await offered(63, leader), await offered(66, member)];

	const series = (of: string) => ({
		...{ id: uuidv7(), post: of, capacity: 2, start: '08:00', end: '09:00' },
		days: {
			pattern: { is: 'tens' as const, digit: 4 },
			...{ from: '2026-12-01', until: '2026-12-31', holidays: 'keep' as const }
		}
	});
	const entry = async (from: number) => {
		const id = uuidv7();
		const startsAt = now - from * HOUR;
		await must(place, member, hours.enterHours, {
			id,
			person: null,
			unit: grid,
			shift: null,
			startsAt,
			endsAt: startsAt + 30 * MINUTE,
			note: `走访${marker}`
		});
		return id;
	};
	const [done, open, bad, mine] = [await entry(2), await entry(3), await entry(4), await entry(5)];
	const [no, no2] = [await entry(6), await entry(7)];
	await must(place, leader, hours.confirmHours, { entries: [done] });

	const appeal = uuidv7();
	for (const one of [no, no2]) {
		await must(place, leader, hours.rejectHours, { entry: one, reason: marker });
	}
	await must(place, member, hours.appealHours, { id: appeal, entry: no, reason: marker });
	const answer = { verdict: 'upheld' as const, answer: marker, entry: uuidv7() };

	const terms = {
		unit: community,
		month: '2026-11',
		subject: 'unit' as const,
		rule: { minMinutes: 0, places: 10, minSample: 1 }
	};
	const board = uuidv7();
	await must(place, secretary, honors.draftBoard, { id: board, ...terms });
	const reason = `撤下的原因${marker}`;

	/** Asked by the member; the second one by the leader on the member's word. */
	const wish = (unit: string, from: string) => ({
		...{ id: uuidv7(), person: null, unit, from, to: '2026-11-24', purpose: marker },
		...{ volunteerNumber: '', idNumber: null }
	});
	const wanted = {
		...wish(community, '2026-11-01'),
		idNumber: { kind: 'other' as const, number: 'E12345678', salt: '0f'.repeat(16) }
	};
	const other = wish(grid, '2026-11-01');
	await must(place, member, certificates.askCertificate, wanted);
	await must(place, member, certificates.askCertificate, other);
	const contact = { contact: marker, notes: '' };

	const nowhere = { missing: { unit: '330922999999999' } };

	return {
		commands: [
			does(posts.openPost, leader, { id: uuidv7(), unit: grid, audience: grid, ...text }),
			does(posts.editPost, leader, { post, ...text }, { missing: { post: nothing(), ...text } }),
			does(
				posts.openShifts,
				leader,
				{
					post,
					capacity: 2,
					shifts: [{ id: uuidv7(), startsAt: now + 50 * HOUR, endsAt: now + 52 * HOUR }]
				},
				{
					missing: {
						post: nothing(),
						capacity: 2,
						shifts: [{ id: uuidv7(), startsAt: now + 50 * HOUR, endsAt: now + 52 * HOUR }]
					}
				}
			),
			does(posts.openSeries, leader, series(post), { missing: series(nothing()) }),
			does(
				posts.setCapacity,
				leader,
				{ shift: later, capacity: 5 },
				{ missing: { shift: nothing(), capacity: 5 } }
			),
			does(
				posts.claimShift,
				member,
				{ id: uuidv7(), shift: later },
				{ missing: { id: uuidv7(), shift: nothing() } }
			),
			does(
				hours.checkIn,
				member,
				{ id: uuidv7(), shift: soon },
				{ missing: { id: uuidv7(), shift: nothing() } }
			),
			does(
				hours.checkOut,
				member,
				{ id: uuidv7(), shift: soon },
				{ missing: { id: uuidv7(), shift: nothing() } }
			),
			does(
				hours.tickAttendance,
				leader,
				{ shift: soon, present: [{ entry: uuidv7(), person: member.id, minutes: 60 }] },
				{
					missing: {
						shift: nothing(),
						present: [{ entry: uuidv7(), person: member.id, minutes: 60 }]
					}
				}
			),
			does(hours.enterHours, leader, {
				id: uuidv7(),
				person: member.id,
				unit: grid,
				shift: null,
				startsAt: now - 8 * HOUR,
				endsAt: now - 7 * HOUR,
				note: marker
			}),
			does(hours.confirmHours, leader, { entries: [open] }, { missing: { entries: [nothing()] } }),
			does(
				hours.rejectHours,
				leader,
				{ entry: bad, reason },
				{ missing: { entry: nothing(), reason } }
			),
			does(hours.withdrawHours, member, { entry: mine }, { missing: { entry: nothing() } }),
			does(
				hours.reverseHours,
				leader,
				{ id: uuidv7(), entry: done, reason, instead: null },
				{ missing: { id: uuidv7(), entry: nothing(), reason, instead: null } }
			),
			does(
				hours.appealHours,
				member,
				{ id: uuidv7(), entry: no2, reason: marker },
				{ missing: { id: uuidv7(), entry: nothing(), reason: marker } }
			),
			does(
				hours.answerAppeal,
				secretary,
				{ appeal, ...answer },
				{ missing: { appeal: nothing(), ...answer } }
			),
			does(certificates.askCertificate, member, wish(grid, '2026-10-01')),
			does(
				certificates.issueCertificate,
				secretary,
				{ certificate: wanted.id, ...contact },
				{ missing: { certificate: nothing(), ...contact } }
			),
			does(
				certificates.dropCertificate,
				member,
				{ certificate: other.id, reason },
				{ missing: { certificate: nothing(), reason } }
			),
			does(
				certificates.revokeCertificate,
				secretary,
				{ certificate: wanted.id, reason },
				{ missing: { certificate: nothing(), reason } }
			),
			does(
				honors.grantConsent,
				member,
				{ id: uuidv7(), purpose: 'red_board', text: 'red_board-1', shownAs: 'full' },
				{ own: 'only one’s own consent' }
			),
			does(
				honors.withdrawConsent,
				member,
				{ id: uuidv7(), purpose: 'red_board' },
				{ own: 'only one’s own consent' }
			),
			does(honors.draftBoard, secretary, { id: uuidv7(), ...terms, month: '2026-10' }),
			does(
				honors.checkBoard,
				second,
				{ id: uuidv7(), board, verdict: 'approved' },
				{ missing: { id: uuidv7(), board: nothing(), verdict: 'approved' } }
			),
			does(honors.publishBoard, secretary, { board }, { missing: { board: nothing() } }),
			does(
				honors.withdrawBoard,
				secretary,
				{ board, reason },
				{ missing: { board: nothing(), reason } }
			),
			does(
				posts.offerPlace,
				member,
				{ id: uuidv7(), claim: own.of, to: null },
				{ missing: { id: uuidv7(), claim: nothing(), to: null } }
			),
			does(
				posts.acceptPlace,
				member,
				{ id: uuidv7(), offer: theirs },
				{ missing: { id: uuidv7(), offer: nothing() } }
			),
			does(posts.endOffer, member, { offer: withdrawn }, { missing: { offer: nothing() } }),
			does(posts.leaveShift, member, { claim }, { missing: { claim: nothing() } }),
			does(
				posts.cancelShift,
				leader,
				{ shift: later, reason },
				{ missing: { shift: nothing(), reason } }
			),
			does(posts.closePost, leader, { post, reason }, { missing: { post: nothing(), reason } })
		],
		views: [
			shows(postsViews.openShiftsView, member, {}, { own: true }),
			shows(postsViews.postPage, member, { post }, { missing: { post: nothing() } }),
			shows(postsViews.shiftPage, member, { shift: soon }, { missing: { shift: nothing() } }),
			shows(postsViews.myShifts, member, {}, { own: true }),
			shows(postsViews.offersView, member, {}, { own: true }),
			shows(
				postsViews.askableView,
				member,
				{ shift: own.shift },
				{ missing: { shift: nothing() } }
			),
			shows(postsViews.managedPosts, leader, {}, { own: true }),
			shows(hoursViews.myHours, member, {}, { own: true }),
			shows(hoursViews.myPresence, member, {}, { own: true }),
			shows(hoursViews.toConfirm, leader, {}, { own: true }),
			shows(hoursViews.openAppeals, leader, {}, { own: true }),
			shows(hoursViews.lateOnNotice, member, {}, { own: true }),
			shows(hoursViews.tickLists, leader, {}, { own: true }),
			shows(
				hoursViews.unitMonth,
				leader,
				{ unit: grid, month: '2026-11' },
				{ missing: { unit: '330922999999999', month: '2026-11' } }
			),
			shows(certificatesViews.myCertificates, member, {}, { own: true }),
			shows(
				certificatesViews.certificatePage,
				member,
				{ certificate: wanted.id },
				{ missing: { certificate: nothing() } }
			),
			shows(
				certificatesViews.idNumber,
				secretary,
				{ certificate: wanted.id },
				{ missing: { certificate: nothing() } }
			),
			shows(certificatesViews.register, leader, { unit: grid }, nowhere),
			shows(certificatesViews.onNotice, member, {}, { own: true }),
			shows(deskViews.desk, leader, { unit: grid }, nowhere),
			shows(deskViews.vacantSeats, leader, { unit: grid }, nowhere),
			shows(deskViews.claimsByUnit, leader, { unit: grid }, nowhere),
			shows(
				honorsViews.boardList,
				secretary,
				{ unit: community },
				{ missing: { unit: '330922999999' }, around: 'community' }
			),
			shows(honorsViews.boardPage, secretary, { board }, { missing: { board: nothing() } }),
			shows(honorsViews.boardPreview, secretary, terms, {
				missing: { ...terms, unit: '330922999999' }
			}),
			shows(honorsViews.publicHonors, secretary, { unit: community }),
			shows(honorsViews.publicUnits, secretary, {}),
			shows(honorsViews.myConsent, member, {}, { own: true })
		]
	};
};
