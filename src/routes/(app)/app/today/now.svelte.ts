import { onMount } from 'svelte';
import { MINUTE } from '#lib/kernel/time.ts';

/** The clock of a page: moves on every half minute and when the page is looked at again. */
export function useNow(): { readonly ms: number } {
	let ms = $state(Date.now());
	onMount(() => {
		const tick = () => (ms = Date.now());
		const timer = setInterval(tick, MINUTE / 2);
		document.addEventListener('visibilitychange', tick);
		return () => {
			clearInterval(timer);
			document.removeEventListener('visibilitychange', tick);
		};
	});
	return {
		get ms() {
			return ms;
		}
	};
}
