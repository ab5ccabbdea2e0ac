import type zh from './messages.zh.ts';

const en: typeof zh = {
	signIn: {
		title: 'Sign in',
		lead: 'Use the phone number that your grid has on its roster.',
		phone: 'Phone number',
		name: 'Name',
		shared: 'Several people share this number',
		sharedHint: 'Your name says which of them you are.',
		password: 'Password',
		show: 'Show password',
		device: 'Whose phone is this',
		own: 'My own phone',
		ownHint: 'Stay signed in. What you need is kept on the phone, so it works without a network.',
		sharedDevice: 'A shared phone',
		sharedDeviceHint: 'For at most 8 hours. After signing out nothing of yours stays on it.',
		submit: 'Sign in',
		noAccount: 'No password yet, or forgotten',
		noAccountHint:
			'Ask your grid leader or community secretary for an invitation. Scan it and set a new password.',
		signOut: 'Sign out',
		signedOut: 'You are signed out.',
		again:
			'Please sign in again. What was not sent is still on this phone and goes on when the same person signs in.'
	},
	faults: {
		wrong:
			'Not signed in. The phone number or the password is wrong. Look again; if several people share the number, fill in the name.',
		wait: (minutes) =>
			`Not signed in. There were several wrong tries for this number. Please try again in ${minutes} min, or ask your grid leader for a new invitation.`,
		tooMany: (minutes) =>
			`Not signed in. There were too many tries from this network. Please try again in ${minutes} min, or from another network.`,
		busy: 'Many people are signing in at this moment. Please try again in a few seconds.',
		phone: 'Please fill in the 11 digits of the phone number.',
		password: 'Please fill in the password.',
		name: 'Please fill in the name.',
		too_short: 'The password needs at least 8 characters. A short sentence is a good one.',
		too_long: 'The password may have at most 128 characters.',
		too_common: 'This password is very common and easily guessed. Please take another.',
		is_yours: 'Your own number or name alone is not a password. Please take another.',
		last4: 'Please fill in the last four digits of the phone number.',
		device: 'Please choose: your own phone, or a shared one.',
		county_name: 'Please fill in the name of the county.',
		county_code: 'Please fill in the county code, six digits such as 330922.'
	},
	invite: {
		title: 'Accept the invitation',
		lead: 'You were invited to Geli. First show that it is you, then set a password.',
		last4: 'Last four digits of your phone',
		last4Hint: 'Of the number that your grid has on its roster.',
		newPassword: 'New password',
		newPasswordHint: 'At least 8 characters. A short sentence is a good one.',
		submit: 'Set the password and sign in',
		mismatch: (left) =>
			left > 0
				? `These are not the last four digits of the number on the roster. ${left} tries are left.`
				: 'The digits were wrong too often and the invitation is closed. Ask for a new one.',
		useless: 'This invitation does not work',
		uselessHint:
			'It was used, has run out, or was replaced. Ask for a new one; if you have a password already, sign in.',
		toSignIn: 'Go to sign-in'
	},
	give: {
		title: (name) => `Invite ${name}`,
		lead: 'Let the person scan this code, or send the link. It works once, within 7 days.',
		recovery:
			'This person has a password. The invitation replaces it and signs the person out everywhere.',
		make: 'Make an invitation',
		makeAgain: 'Make a new one',
		replaces: 'A new one makes the old one useless.',
		open: (day) =>
			`There is one already, good until ${day}. The code is shown only when it is made.`,
		link: 'Invitation link',
		qr: 'Invitation as a QR code',
		copy: 'Copy the link',
		copied: 'Copied',
		until: (day) => `Good until ${day}`,
		once: 'It is not shown again after you leave this page. Make a new one when needed.',
		asks: 'The person is asked for the last four digits of the phone: check that it is right.'
	},
	firstRun: {
		title: 'Start with Geli',
		lead: 'There is nothing here yet. Look at an example first, or start your own county.',
		demo: 'Look at the demo county',
		demoHint:
			'Loads an example with units, people, posts, meetings and lists, then shows a sign-in for each role.',
		demoStart: 'Load the demo',
		demoRunning: 'Loading the demo county',
		demoSteps: [
			'places',
			'people',
			'two months of shifts and hours',
			'meetings and minutes',
			'demand and resource lists',
			'red lists',
			'ways to sign in'
		],
		demoStep: (what) => `Loading ${what}`,
		demoReady: 'The demo is ready',
		demoReadyHint: 'Choose whom to sign in as. Everybody in the demo has the same password.',
		demoPassword: 'Password',
		own: 'Start your own county',
		ownHint: 'Fill in the county and who runs it. Units and people can be imported afterwards.',
		countyName: 'Name of the county',
		countyNameHint: 'For example 嵊泗县',
		countyCode: 'County code',
		countyCodeHint: 'Six digits such as 330922. The codes of all units below begin with it.',
		adminName: 'Name of the administrator',
		adminPhone: "Administrator's phone",
		submit: 'Create and sign in',
		failed: 'The demo was not loaded. See the window in which Geli runs, then try again.'
	},
	sessions: {
		title: 'Phones and computers signed in',
		lead: 'If you do not know one, sign it out and change your password.',
		current: 'This one',
		seen: (day) => `Last used ${day}`,
		since: (day) => `Signed in ${day}`,
		end: 'Sign out',
		endOthers: 'Sign out everywhere else',
		ended: 'Signed out',
		only: 'Only this one is signed in.',
		password: 'Change the password',
		currentPassword: 'Current password',
		newPassword: 'New password',
		change: 'Change the password',
		changed: 'The password is changed. All other devices are signed out.',
		wrong:
			'The current password is wrong. Please try again; if you have lost it, ask your grid leader for an invitation.'
	},
	systems: {
		harmony: 'HarmonyOS phone',
		iphone: 'iPhone',
		ipad: 'iPad',
		android: 'Android phone',
		windows: 'Windows computer',
		mac: 'Mac',
		linux: 'Linux computer',
		cli: 'Command line on this server',
		other: 'Another device'
	},
	browsers: {
		wechat: 'WeChat',
		huawei: 'Huawei Browser',
		xiaomi: 'Mi Browser',
		uc: 'UC Browser',
		quark: 'Quark',
		edge: 'Edge',
		firefox: 'Firefox',
		chrome: 'Chrome',
		safari: 'Safari',
		other: ''
	},
	commands: {
		endSession: 'End one sign-in',
		endAllSessions: 'End all sign-ins'
	},
	refusals: {
		no_phone: () =>
			'No invitation was made. There is no phone on the roster to prove who it is. Please add the phone first.',
		invitation_used: () =>
			'Not set. This invitation was used or replaced. Sign in, or ask for a new one.',
		invitation_expired: () => 'Not set. This invitation is older than 7 days. Ask for a new one.',
		invitation_locked: () =>
			'Not set. The last four digits were wrong too often. Ask for a new invitation.',
		prove_again: () =>
			'The password is unchanged. You proved it more than 5 minutes ago. Fill in the current one first.',
		other_county: (p) =>
			`Not created. The units that were imported belong to ${String(p.name ?? '')} (${String(p.code ?? '')}). Please use that code.`
	}
};

export default en;
