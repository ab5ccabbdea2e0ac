import { pinyin } from 'pinyin-pro';

/** Initials for search: 林波玉 → lby; words in Latin letters give their first letter. */
export function initialsOf(name: string): string {
	return pinyin(name, {
		pattern: 'first',
		toneType: 'none',
		type: 'array',
		surname: 'head',
		nonZh: 'consecutive'
	})
		.flatMap((part) => part.split(/\s+/))
		.map((part) => part[0] ?? '')
		.join('')
		.toLowerCase()
		.replace(/[^a-z0-9]/g, '');
}
