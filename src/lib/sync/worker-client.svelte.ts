import { dev } from './build.ts';

const ASK_AGAIN_MS = 60 * 60_000;
/** A worker that was just stopped may miss the first word. */
const ACCEPT_AGAIN_MS = 2_000;
const RELOADED = 'geli.reloaded';

/**
 * The service worker as pages see it: registers it, says when a newer version of the app lies
 * ready, and changes to it when the person says so; all tabs then load again, once.
 */
export class AppUpdate {
	/** A newer version lies ready. */
	available = $state(false);
	/** The person has said yes; the page is loaded again in a moment. */
	changing = $state(false);
	/** The person types, or has typed something that is not sent. */
	unsent = $state(false);
	private skipWaiting: (() => void) | null = null;
	private composing = false;
	private reloadWhenDone = false;

	private started = false;

	/** In the browser, once there is something to look at. */
	async start(): Promise<void> {
		if (this.started) return;
		this.started = true;
		this.watchTyping();
		reloadOnMissingChunk();
		if (dev || !('serviceWorker' in navigator)) return;
		const { serviceWorker } = navigator;
		let controlled = serviceWorker.controller !== null;
		serviceWorker.addEventListener('controllerchange', () => {
			// The first worker of a first visit changes nothing.
			if (controlled) this.reload();
			controlled = true;
		});
		const { Workbox } = await import('workbox-window');
		const worker = new Workbox('/service-worker.js');
		worker.addEventListener('waiting', () => {
			this.available = true;
			this.skipWaiting = () => worker.messageSkipWaiting();
		});
		// No worker (a private window, a full disk) is no reason to stop: the app works online.
		await worker.register().catch(() => undefined);
		let asked = Date.now();
		document.addEventListener('visibilitychange', () => {
			if (document.visibilityState !== 'visible' || Date.now() - asked < ASK_AGAIN_MS) return;
			asked = Date.now();
			void worker.update().catch(() => undefined);
		});
	}

	/** Changes to the newer version; says it again until it has happened. */
	accept(): void {
		this.changing = true;
		this.skipWaiting?.();
		setTimeout(() => this.accept(), ACCEPT_AGAIN_MS);
	}

	/** Another tab has accepted: loads again once nobody is in the middle of a word or a form. */
	private reload(): void {
		if (this.composing || (this.unsent && document.visibilityState === 'visible')) {
			this.reloadWhenDone = true;
			return;
		}
		this.reloadWhenDone = false;
		location.reload();
	}

	private watchTyping(): void {
		document.addEventListener('compositionstart', () => {
			this.composing = true;
		});
		document.addEventListener('compositionend', () => {
			this.composing = false;
			if (this.reloadWhenDone) setTimeout(() => this.reload());
		});
		document.addEventListener('input', (event) => {
			// Documents keep every letter themselves; only forms lose what was not sent.
			const { target } = event;
			if (target instanceof HTMLElement && target.closest('form')) this.unsent = true;
		});
		const done = () => {
			this.unsent = false;
			if (this.reloadWhenDone) setTimeout(() => this.reload(), 1_000);
		};
		document.addEventListener('submit', done);
		document.addEventListener('reset', done);
		document.addEventListener('visibilitychange', () => {
			if (this.reloadWhenDone && document.visibilityState === 'hidden') this.reload();
		});
	}
}

let only: AppUpdate | null = null;

/** There is one app in a browser's page, whoever uses it. */
export const appUpdate = (): AppUpdate => (only ??= new AppUpdate());

/** A piece of an older version is gone: loads the page again, but never twice in a row. */
function reloadOnMissingChunk(): void {
	addEventListener('vite:preloadError', (event) => {
		const last = Number(sessionStorage.getItem(RELOADED) ?? 0);
		if (Date.now() - last < 60_000 || navigator.onLine === false) return;
		event.preventDefault();
		sessionStorage.setItem(RELOADED, String(Date.now()));
		location.reload();
	});
}
