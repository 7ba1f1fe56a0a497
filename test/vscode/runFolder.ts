/** The folder that the runner shares with the tests: measurements and results go there. */
export function runFolder(): string {
  const folder = process.env['IOT_HUB_WORKBENCH_RUN_FOLDER'];
  if (folder === undefined) throw new Error('IOT_HUB_WORKBENCH_RUN_FOLDER is not set: start with npm run test:vscode.');
  return folder;
}
