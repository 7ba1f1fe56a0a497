import { SettingTable } from '../store/settingTable.ts';
import type { Store } from '../store/store.ts';
import type { AccessTokens } from './accessTokens.ts';

/** The token that the last start kept as `name`, while it is good for long enough, else a new one, which is kept. */
export function storedToken(catalogue: Store, tokens: AccessTokens, name: string, audience: string): string {
  const settings = new SettingTable(catalogue);
  const stored = settings.getOrMake(name, () => tokens.issue(audience));
  if (tokens.isFresh(stored, audience)) return stored;

  const token = tokens.issue(audience);
  settings.put(name, token);
  return token;
}
