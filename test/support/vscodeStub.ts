/**
 * Stands in for `vscode` where a unit test only reads what a module of ui declares (contributions.test.ts): enough for
 * the module to load, nothing that works. Behaviour is tested in a real editor, in test/vscode.
 */
export const l10n = { t: (message: string): string => message };

export const TreeItem = Object;
export const ThemeIcon = Object;
export const EventEmitter = Object;
export const Disposable = Object;
export const CancellationError = Error;
export const TreeItemCollapsibleState = {};
