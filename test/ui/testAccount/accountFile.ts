/** Names the file of the account for the editor that has the test account. */
export const accountFileVariable = 'IOT_HUB_WORKBENCH_TEST_ACCOUNT';

/** The file beside it that is there once the editor knows the account: it waits no more than 5 s for a provider. */
export function registeredFile(accountFile: string): string {
  return `${accountFile}.registered`;
}

export interface AccountFile {
  readonly label: string;
  /** Tokens by their scopes. */
  readonly tokens: Readonly<Record<string, string>>;
}
