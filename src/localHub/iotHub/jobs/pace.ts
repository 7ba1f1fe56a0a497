import { countOf, type Rate } from '../../../domain/tierLimits.ts';
import type { Clock } from './clock.ts';

interface Waiting {
  readonly most: number;
  readonly granted: (count: number) => void;
}

/**
 * How many devices a second all jobs of a hub take together. Those who ask are served in turn; what nobody asked for is
 * not saved up. Without a rate, everybody gets all they ask for as soon as others had their turn.
 */
export class Pace {
  readonly #clock: Clock;
  readonly #waiting: Waiting[] = [];
  /** Between one device and the next; 0 without a rate. */
  #intervalMs = 0;
  #nextMs = 0;
  #callOff: (() => void) | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Counts for those who ask from now on. */
  useRate(rate: Rate | undefined, units: number): void {
    this.#intervalMs = rate ? (rate.perSeconds * 1000) / countOf(rate, units) : 0;
  }

  /** Calls back with the number of devices to go on with: 1 to `most`. */
  request(most: number, granted: (count: number) => void): void {
    if (this.#intervalMs === 0) return this.#clock.soon(() => granted(most));

    if (this.#waiting.push({ most, granted }) > 1) return;
    this.#nextMs = Math.max(this.#nextMs, this.#clock.now());
    this.#await();
  }

  close(): void {
    this.#callOff?.();
    this.#waiting.length = 0;
  }

  #await(): void {
    this.#callOff = this.#clock.at(this.#nextMs, () => this.#serve());
  }

  /** A timer may be late: then there is more than one to give. */
  #serve(): void {
    const [first] = this.#waiting.splice(0, 1);
    if (!first) return;

    const lateMs = this.#clock.now() - this.#nextMs;
    const count = this.#intervalMs === 0 ? first.most : Math.min(Math.floor(lateMs / this.#intervalMs) + 1, first.most);
    this.#nextMs += count * this.#intervalMs;
    if (this.#waiting.length > 0) this.#await();
    first.granted(count);
  }
}
