/** How often numbers may be tried at the public check page (CE-7). In memory, by address. */
import { netOf } from '#lib/auth/limits.server.ts';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

const PER_MINUTE = 20;
const PER_DAY = 1_000;
/** A neighbourhood of addresses may ask this many times as often as one address. */
const NET_FACTOR = 5;

export interface CheckLimits {
	/** Seconds to wait; 0 when this look-up may be made. Counts it. */
	take(address: string): Promise<number>;
}

export function createCheckLimits(): CheckLimits {
	const minute = new RateLimiterMemory({ points: PER_MINUTE, duration: 60 });
	const nets = new RateLimiterMemory({ points: PER_MINUTE * NET_FACTOR, duration: 60 });
	const day = new RateLimiterMemory({ points: PER_DAY, duration: 24 * 3600 });
	return {
		async take(address) {
			try {
				await minute.consume(address);
				await nets.consume(netOf(address));
				await day.consume(address);
				return 0;
			} catch (over) {
				if (over instanceof RateLimiterRes) return Math.max(1, Math.ceil(over.msBeforeNext / 1000));
				throw over;
			}
		}
	};
}
