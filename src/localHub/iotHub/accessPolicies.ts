import * as z from 'zod/mini';
import { Secret } from '../../domain/secret.ts';
import type { SettingTable } from '../store/settingTable.ts';
import { type AccessPolicy, builtInPolicies, openPolicies, rights, type PolicyName } from './accessPolicy.ts';

const setting = 'policies';

/** As they are stored, once somebody changed them. */
const stored = z.array(
  z.object({
    name: z.string(),
    primaryKey: z.string(),
    secondaryKey: z.string(),
    rights: z.array(z.enum(rights)),
  }),
);

/** The shared access policies of a hub: the built-in ones, until its resource manager changes them. */
export class AccessPolicies {
  readonly #settings: SettingTable;
  readonly #policies: Map<string, AccessPolicy<string>>;

  constructor(settings: SettingTable) {
    this.#settings = settings;
    this.#policies = new Map(openPolicies(builtInPolicies, (key, make) => settings.getOrMake(key, make)));
    const text = settings.getOrMake(setting, () => '');
    if (text !== '') this.#use(z.parse(stored, JSON.parse(text)).map(toPolicy));
  }

  /** By their names. The same object before and after a {@link replace}; a policy that changed is another one. */
  get all(): ReadonlyMap<string, AccessPolicy<string>> {
    return this.#policies;
  }

  get(name: PolicyName): AccessPolicy<string> {
    const policy = this.#policies.get(name);
    if (!policy) throw new Error(`The policy "${name}" is missing.`);

    return policy;
  }

  /** These, and no others, let in from now on. */
  replace(policies: readonly AccessPolicy<string>[]): void {
    const rows = policies.map(({ name, primaryKey, secondaryKey, rights: allowed }) => ({
      name,
      primaryKey: primaryKey.reveal(),
      secondaryKey: secondaryKey.reveal(),
      rights: allowed,
    }));
    this.#settings.put(setting, JSON.stringify(rows));
    this.#use(policies);
  }

  #use(policies: readonly AccessPolicy<string>[]): void {
    this.#policies.clear();
    for (const policy of policies) this.#policies.set(policy.name, policy);
  }
}

function toPolicy({ name, primaryKey, secondaryKey, rights: allowed }: z.infer<typeof stored>[number]) {
  return { name, primaryKey: new Secret(primaryKey), secondaryKey: new Secret(secondaryKey), rights: allowed };
}
