/**
 * How often the doors may be knocked at (AU-7, AU-8). In memory: a restart forgives, and nothing
 * about who tried what is kept.
 */
import { isIPv6 } from 'node:net';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { delayAfter } from './rules.ts';

const QUARTER_SECONDS = 15 * 60;
/** A neighbourhood of addresses may fail this many times as often as one address. */
const NET_FACTOR = 5;
const DEVICE_TRIES = 20;
const DAY_SECONDS = 24 * 3600;

/** Seconds to wait; 0 when the door is open. */
export type Wait = number;

export interface SignInLimits {
	/** Whether this address may try once more; counts the try. */
	knock(address: string): Promise<Wait>;
	/** The try was a good one and does not count: a village behind one address signs in. */
	forgive(address: string): Promise<void>;
	/** Whether this number may be tried; a known device of its owner is not slowed by others. */
	account(phone: string, knownDevice: string | null): Promise<Wait>;
	failed(phone: string, knownDevice: string | null): Promise<void>;
	succeeded(phone: string): Promise<void>;
}

export function createSignInLimits(perAddress: number): SignInLimits {
	const addresses = new RateLimiterMemory({ points: perAddress, duration: QUARTER_SECONDS });
	const nets = new RateLimiterMemory({
		points: perAddress * NET_FACTOR,
		duration: QUARTER_SECONDS
	});
	const failures = new RateLimiterMemory({
		points: Number.MAX_SAFE_INTEGER,
		duration: DAY_SECONDS
	});
	const blocks = new RateLimiterMemory({ points: 1, duration: QUARTER_SECONDS });
	const devices = new RateLimiterMemory({ points: DEVICE_TRIES, duration: QUARTER_SECONDS });

	return {
		async knock(address) {
			const one = await secondsLeft(addresses, address);
			return one > 0 ? one : secondsLeft(nets, netOf(address));
		},
		async forgive(address) {
			await Promise.all([addresses.reward(address), nets.reward(netOf(address))]);
		},
		async account(phone, knownDevice) {
			if (knownDevice !== null) {
				const used = await devices.get(knownDevice);
				if (!used || used.consumedPoints < DEVICE_TRIES) return 0;
			}
			const blocked = await blocks.get(phone);
			return blocked && blocked.consumedPoints > 1 ? seconds(blocked.msBeforeNext) : 0;
		},
		async failed(phone, knownDevice) {
			if (knownDevice !== null) await devices.penalty(knownDevice);
			const { consumedPoints } = await failures.penalty(phone);
			const delay = delayAfter(consumedPoints);
			if (delay > 0) await blocks.block(phone, delay);
		},
		async succeeded(phone) {
			await Promise.all([failures.delete(phone), blocks.delete(phone)]);
		}
	};
}

/** How many commands one caller may send: far above any use, far below what fills a disk. */
export interface CommandLimits {
	take(caller: string, commands: number): Promise<Wait>;
}

const SIGNED_IN_PER_MINUTE = 3_000;
const SIGNED_OUT_PER_MINUTE = 30;

export function createCommandLimits(): CommandLimits {
	const people = new RateLimiterMemory({ points: SIGNED_IN_PER_MINUTE, duration: 60 });
	const strangers = new RateLimiterMemory({ points: SIGNED_OUT_PER_MINUTE, duration: 60 });
	return {
		take: (caller, commands) =>
			secondsLeft(caller.startsWith('address:') ? strangers : people, caller, commands)
	};
}

async function secondsLeft(limiter: RateLimiterMemory, key: string, points = 1): Promise<Wait> {
	try {
		await limiter.consume(key, points);
		return 0;
	} catch (over) {
		if (over instanceof RateLimiterRes) return seconds(over.msBeforeNext);
		throw over;
	}
}

const seconds = (ms: number): number => Math.max(1, Math.ceil(ms / 1000));

/** 203.0.113.7 → 203.0.113; of IPv6 the first 48 bits. */
export function netOf(address: string): string {
	if (!isIPv6(address)) return address.split('.').slice(0, 3).join('.');
	const mapped = /^::ffff:(\d+\.\d+\.\d+)\.\d+$/i.exec(address);
	return mapped?.[1] ?? address.split(':').slice(0, 3).join(':');
}
