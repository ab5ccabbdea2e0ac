import type { CloseReason } from './wire.ts';
import type { RoomStatus, RoomStorage } from './room-client.ts';

const zh = {
	status: {
		connecting: '正在连接',
		connected: '已连接',
		offline: '离线，写下的先存在本机',
		readonly: '只读',
		refused: '已断开'
	} satisfies Record<RoomStatus, string>,
	saved: '已保存',
	unsaved: '待保存',
	/** Why the server closed the room, and what to do next. */
	reasons: {
		malformed: '这次修改没有被接受：内容的格式不对。刷新页面再试；写下的文字还在本机。',
		signed_out: '登录已经结束，文字还在本机。请重新登录，再打开这一页。',
		not_available: '你现在不能打开这份文字：它不存在，或者你已不在它所属的单位。有疑问请找网格长。',
		read_only: '这份文字已经定稿，只能看，刚才的修改没有存上去。需要改动请找记录人另记补充。',
		foreign_author: '这次修改没有被接受：它用了别人的署名。刷新页面再写；写下的文字还在本机。',
		gap: '这次修改没有被接受：服务器缺少它之前的内容。刷新页面再试；写下的文字还在本机。',
		too_large: '这份文字太长，放不下新的内容。删掉一些，或者另开一份。',
		not_allowed: '这次修改没有被接受：里面有这里不能放的内容。撤销它，或刷新页面。',
		rights_changed: '你的权限刚刚变了，正在重新打开。',
		too_slow: '网络太慢，正在重新连接。',
		storage: '服务器暂时存不上，正在重试；写下的文字还在本机。',
		too_fast: '发送太快，稍等一会儿会自动继续。',
		too_many: '你打开的文字太多了，关掉几个页面后会自动继续。',
		frame_too_large: '一次粘贴的内容太大，没有存上去。分几次粘贴。',
		restart: '服务器正在重启，马上回来。'
	} satisfies Record<CloseReason, string>,
	storage: {
		kept: '已存在本机',
		none: '不存在这台手机上',
		full: '本机空间不够，离线时写下的会丢。请清理手机空间。',
		failed: '本机存不上，离线时写下的会丢。关掉这一页再打开。'
	} satisfies Record<RoomStorage, string>,
	retry: '再试一次',
	with: (names: string) => `一起在写：${names}`
};

export default zh;

declare module '#lib/ui/words.ts' {
	interface Messages {
		collab: typeof zh;
	}
}
