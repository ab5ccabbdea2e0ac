/**
 * Makes documents small again in a thread of its own: a real Y.Doc joins what was typed letter by
 * letter and lets go of what was deleted. The thread starts when it is needed and ends when it has
 * been idle; when it dies, the documents stay as they were.
 */
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

export interface Compacted {
	readonly state: Uint8Array;
	/** Types within types. */
	readonly depth: number;
}

export interface Compactor {
	/** @throws when the thread died of it, or took too long */
	compact(state: Uint8Array): Promise<Compacted>;
	close(): Promise<void>;
}

interface Job {
	readonly id: number;
	readonly state: Uint8Array;
	resolve(result: Compacted): void;
	reject(error: Error): void;
}

interface Answer {
	readonly id: number;
	readonly state?: Uint8Array;
	readonly depth?: number;
	readonly error?: string;
}

const IDLE_MS = 15_000;
const JOB_MS = 30_000;
const MEMORY_MB = 256;

/**
 * What the thread runs. It is a text, so that it is the same in a bundle and in a test; it gets the
 * path of yjs as data. Only V1 is decoded here: a few bytes of V2 can end the whole process.
 */
const THREAD = `
const { parentPort, workerData } = require('node:worker_threads');
const Y = require(workerData.yjs);

function depthOf(doc) {
	let depth = 0;
	let level = [...doc.share.values()];
	while (level.length > 0 && depth < 1000) {
		depth += 1;
		const next = [];
		for (const type of level) {
			for (let item = type._start; item; item = item.right) {
				if (!item.deleted && item.content.type) next.push(item.content.type);
			}
			for (const item of type._map.values()) {
				if (!item.deleted && item.content.type) next.push(item.content.type);
			}
		}
		level = next;
	}
	return depth;
}

parentPort.on('message', ({ id, state }) => {
	try {
		const doc = new Y.Doc({ gc: true });
		Y.applyUpdate(doc, state);
		const answer = { id, state: Y.encodeStateAsUpdate(doc), depth: depthOf(doc) };
		doc.destroy();
		parentPort.postMessage(answer, [answer.state.buffer]);
	} catch (error) {
		parentPort.postMessage({ id, error: String(error && error.message) });
	}
});
`;

export function createCompactor(): Compactor {
	const waiting: Job[] = [];
	let worker: Worker | null = null;
	let current: Job | null = null;
	let timer: NodeJS.Timeout | undefined;
	let ids = 0;

	function start(): Worker {
		const yjs = createRequire(import.meta.url).resolve('yjs');
		const thread = new Worker(THREAD, {
			eval: true,
			workerData: { yjs },
			resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
			// The process' own flags are not for this thread: a loader in them would fail here.
			execArgv: []
		});
		thread.unref();
		thread.on('message', (answer: Answer) => {
			if (answer.id !== current?.id) return;
			const job = current;
			current = null;
			if (answer.state) job.resolve({ state: answer.state, depth: answer.depth ?? 0 });
			else job.reject(new Error(answer.error ?? 'no answer'));
			next();
		});
		thread.on('error', (error) => lost(thread, error as Error));
		thread.on('exit', () => lost(thread, new Error('the thread ended')));
		return thread;
	}

	function lost(thread: Worker, error: Error): void {
		if (thread !== worker) return;
		worker = null;
		const job = current;
		current = null;
		job?.reject(error);
		next();
	}

	function next(): void {
		clearTimeout(timer);
		const job = waiting.shift();
		if (!job) {
			timer = setTimeout(stop, IDLE_MS).unref();
			return;
		}
		current = job;
		worker ??= start();
		const thread = worker;
		timer = setTimeout(() => {
			void thread.terminate();
			lost(thread, new Error('took too long'));
		}, JOB_MS).unref();
		const copy = job.state.slice();
		thread.postMessage({ id: job.id, state: copy }, [copy.buffer]);
	}

	function stop(): void {
		const thread = worker;
		worker = null;
		void thread?.terminate();
	}

	return {
		compact: (state) =>
			new Promise((resolve, reject) => {
				waiting.push({ id: ++ids, state, resolve, reject });
				if (!current) next();
			}),
		async close() {
			clearTimeout(timer);
			const ended = [...(current ? [current] : []), ...waiting.splice(0)];
			current = null;
			const thread = worker;
			worker = null;
			for (const job of ended) job.reject(new Error('closing'));
			await thread?.terminate();
		}
	};
}
