import { words } from '#lib/ui/words.ts';

/** 安卓手机 · 微信 from `android/wechat`. Call it while a component is made. */
export function deviceWords(): (label: string) => string {
	const { systems, browsers } = words('auth');
	return (label) => {
		const [system = '', browser = ''] = label.split('/');
		return [systems[system] ?? systems.other, browsers[browser]].filter(Boolean).join(' · ');
	};
}
