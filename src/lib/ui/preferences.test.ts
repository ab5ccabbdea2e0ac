import { describe, expect, it } from 'vitest';
import { preferredIn } from './preferences.svelte.ts';

describe('preferences', () => {
	it('is Chinese, as the phone is, and not large, when nobody chose', () => {
		expect(preferredIn('')).toEqual({ lang: 'zh', elder: false, theme: 'auto' });
	});
	it('reads what was chosen among other cookies', () => {
		expect(preferredIn('sid=abc; lang=en; elder=on;theme=dark; x=y')).toEqual({
			lang: 'en',
			elder: true,
			theme: 'dark'
		});
	});
	it('takes no word that is not one of ours, and no cookie that only ends alike', () => {
		expect(preferredIn('theme=<script>; lang=fr; my-elder=on; xlang=en')).toEqual({
			lang: 'zh',
			elder: false,
			theme: 'auto'
		});
	});
});
