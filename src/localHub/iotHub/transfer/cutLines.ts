import { newKey } from '../accessPolicy.ts';
import type { PackedDevice } from './packedDevice.ts';

/**
 * Where in the file a line and its parts begin; where each ends is one further. A part that ends at 0 is not there. The
 * values of a section of properties end before their last brace.
 */
export const slots = {
  line: 0,
  name: 2,
  importMode: 4,
  status: 6,
  statusReason: 8,
  authenticationType: 10,
  primaryKey: 12,
  secondaryKey: 14,
  primaryThumbprint: 16,
  secondaryThumbprint: 18,
  tags: 20,
  desired: 22,
  desiredMetadata: 24,
  desiredVersion: 26,
  reported: 28,
  reportedMetadata: 30,
  reportedVersion: 32,
} as const;

export const cutsOfLine = 34;

/** Lines of a file of devices, of which those that are plain were cut into their parts by the thread that read them. */
export class CutLines {
  readonly #buffer: Buffer;
  readonly #cuts: Int32Array;
  readonly #unset: { readonly desired: string; readonly reported: string };
  #first = 0;
  #line = '';
  #lineStart = 0;

  /** @param $lastUpdated the time of the import, ISO 8601. */
  constructor(bytes: Uint8Array, cuts: Int32Array, $lastUpdated: string) {
    this.#buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#cuts = cuts;
    this.#unset = {
      desired: JSON.stringify({ $lastUpdated, $lastUpdatedVersion: 1 }),
      reported: JSON.stringify({ $lastUpdated }),
    };
  }

  get count(): number {
    return this.#cuts.length / cutsOfLine;
  }

  text(index: number): string {
    const at = index * cutsOfLine + slots.line;
    return this.#buffer.toString('utf8', this.#cuts[at], this.#cuts[at + 1]);
  }

  /** The device of a plain line; nothing of another. */
  device(index: number): PackedDevice | undefined {
    this.#first = index * cutsOfLine;
    if (!this.#has(slots.name)) return undefined;

    this.#lineStart = this.#at(slots.line);
    // Plain lines are ASCII.
    this.#line = this.#buffer.toString('latin1', this.#lineStart, this.#at(slots.line + 1));
    const authenticationType = (this.#part(slots.authenticationType) || 'sas') as PackedDevice['authenticationType'];
    const hasKeys = authenticationType === 'sas';
    const hasThumbprints = authenticationType === 'selfSigned';
    return {
      name: this.#part(slots.name),
      status: this.#part(slots.status) === 'disabled' ? 'disabled' : 'enabled',
      statusReason: this.#has(slots.statusReason) ? this.#part(slots.statusReason) : null,
      authenticationType,
      primaryKey: hasKeys ? this.#part(slots.primaryKey) || newKey() : null,
      secondaryKey: hasKeys ? this.#part(slots.secondaryKey) || newKey() : null,
      primaryThumbprint: hasThumbprints ? this.#part(slots.primaryThumbprint) : null,
      secondaryThumbprint: (hasThumbprints && this.#part(slots.secondaryThumbprint)) || null,
      tags: this.#part(slots.tags) || '{}',
      desired: this.#values(slots.desired),
      desiredMetadata: this.#part(slots.desiredMetadata) || this.#unset.desired,
      desiredVersion: Number(this.#part(slots.desiredVersion) || 1),
      reported: this.#values(slots.reported),
      reportedMetadata: this.#part(slots.reportedMetadata) || this.#unset.reported,
      reportedVersion: Number(this.#part(slots.reportedVersion) || 1),
    };
  }

  #values(slot: number): string {
    return this.#has(slot) ? `${this.#part(slot)}}` : '{}';
  }

  #part(slot: number): string {
    return this.#has(slot)
      ? this.#line.slice(this.#at(slot) - this.#lineStart, this.#at(slot + 1) - this.#lineStart)
      : '';
  }

  #has(slot: number): boolean {
    return this.#at(slot + 1) !== 0;
  }

  #at(slot: number): number {
    return this.#cuts[this.#first + slot] ?? 0;
  }
}
