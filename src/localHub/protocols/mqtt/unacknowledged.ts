const packetIds = 65_535;

/** The cloud-to-device messages that a device got and did not acknowledge yet. Outlives a lost connection. */
export class Unacknowledged {
  readonly #lockTokens = new Map<number, string>();
  #lastId = 0;

  get isEmpty(): boolean {
    return this.#lockTokens.size === 0;
  }

  /**
   * The packet id for a message; `again` if it had been sent before: it then goes out with its old id
   * [MQTT-4.4.0-1] and marked as duplicate [MQTT-3.3.1-1].
   */
  add(lockToken: string): { readonly packetId: number; readonly again: boolean } {
    for (const [packetId, token] of this.#lockTokens) if (token === lockToken) return { packetId, again: true };

    do this.#lastId = (this.#lastId % packetIds) + 1;
    while (this.#lockTokens.has(this.#lastId));
    this.#lockTokens.set(this.#lastId, lockToken);
    return { packetId: this.#lastId, again: false };
  }

  /** Takes the message with this id out and gives its lock token. */
  take(packetId: number): string | undefined {
    const lockToken = this.#lockTokens.get(packetId);
    this.#lockTokens.delete(packetId);
    return lockToken;
  }
}
