/** Names the file of the account for the editor that has the test account. */
export const accountFileVariable = 'IOT_HUB_WORKBENCH_TEST_ACCOUNT';

export interface AccountFile {
  readonly label: string;
  /** Tokens by their scopes. */
  readonly tokens: Readonly<Record<string, string>>;
}
