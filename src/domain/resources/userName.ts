import type { OsType } from './compute.ts';

/** Why a text cannot be the name of a machine's administrator; nothing if it can. Sources: Azure, as for {@link refused}; useradd(8) */
export function userNameProblem(name: string, osType: OsType): 'form' | 'refused' | undefined {
  if (!forms[osType].test(name)) return 'form';
  return refused.has(name.toLowerCase()) ? 'refused' : undefined;
}

/** Linux takes 32 characters, and Windows 20, of which a dot is not the last. */
const forms: Readonly<Record<OsType, RegExp>> = {
  Linux: /^[a-z_][a-z0-9_-]{0,31}$/,
  Windows: /^[A-Za-z0-9_.-]{0,19}[A-Za-z0-9_-]$/,
};

/** Names that Azure takes for no machine. Source: Azure, "What are the username requirements when creating a VM?" */
const refused: ReadonlySet<string> = new Set(
  [
    '1 123 a actuser adm admin admin1 admin2 administrator aspnet backup console david guest john owner root server sql',
    'support_388945a0 support sys test test1 test2 test3 user user1 user2 user3 user4 user5',
  ].flatMap(names => names.split(' ')),
);
