import type { SettingTable } from '../store/settingTable.ts';
import type { Store } from '../store/store.ts';

const setting = 'messagesOfDay';
/** The block of hubs that pay for messages, and of those without limits. */
export const meterBlockBytes = 4096;
const dayMs = 24 * 60 * 60 * 1000;

export interface MessageMeterOptions {
  readonly store: Store;
  readonly settings: SettingTable;
  readonly now: () => number;
}

/**
 * Counts the messages of a day, which ends at midnight UTC, as a hub's daily quota does: in blocks. What is counted is
 * kept with the messages' own transaction.
 */
export class MessageMeter {
  /** A longer message counts as several. */
  blockBytes = meterBlockBytes;
  readonly #options: MessageMeterOptions;
  #day: number;
  #count: number;
  #unwritten = false;

  constructor(options: MessageMeterOptions) {
    this.#options = options;
    const [day, count] = options.settings.getOrMake(setting, () => `${dayOf(options.now())} 0`).split(' ');
    this.#day = Number(day);
    this.#count = Number(count);
  }

  /** So many messages came and went today. */
  today(): number {
    this.#turn();
    return this.#count;
  }

  /** A message of this length came or went. */
  add(bytes: number): void {
    this.#turn();
    this.#count += Math.max(1, Math.ceil(bytes / this.blockBytes));
    if (this.#unwritten) return;

    this.#unwritten = true;
    this.#options.store.beforeCommit(() => this.#write());
  }

  #write(): void {
    this.#unwritten = false;
    this.#options.settings.put(setting, `${this.#day} ${this.#count}`);
  }

  #turn(): void {
    const today = dayOf(this.#options.now());
    if (today === this.#day) return;

    this.#day = today;
    this.#count = 0;
  }
}

/** Days since 1970. */
function dayOf(ms: number): number {
  return Math.floor(ms / dayMs);
}
