/** The group that every endpoint has, and that stays. */
export const defaultConsumerGroup = '$Default';

/** The consumer groups of a hub's built-in endpoint. All throw ResourceError; AbortError if `signal` says so. */
export interface ConsumerGroups {
  /** Their names. */
  list(signal?: AbortSignal): Promise<readonly string[]>;
  create(name: string, signal?: AbortSignal): Promise<void>;
  delete(name: string, signal?: AbortSignal): Promise<void>;
}

/** What is wrong with a name, in a sentence; nothing if it is good. Source: Event Hubs, "Quotas" and naming rules. */
export function consumerGroupNameProblem(name: string): string | undefined {
  return name.length <= 50 && /^[A-Za-z0-9][\w.-]*$/.test(name)
    ? undefined
    : 'A consumer group has a name of 1 to 50 letters, digits, dots, dashes and underscores, and begins with a letter or digit.';
}
