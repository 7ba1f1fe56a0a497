/** The looks in which each step of a journey is photographed. */
export interface Theme {
  /** As the names of the pictures have it. */
  readonly name: 'light' | 'dark' | 'hc';
  /** As the setting `workbench.colorTheme` has it. */
  readonly setting: string;
  /** The class of the workbench while it is worn. */
  readonly className: string;
  /** As the bodies of pages tell it. */
  readonly kind: string;
}

/** In which each journey begins. */
export const light: Theme = {
  name: 'light',
  setting: 'Default Light Modern',
  className: 'vs',
  kind: 'vscode-light',
};
const dark: Theme = { name: 'dark', setting: 'Default Dark Modern', className: 'vs-dark', kind: 'vscode-dark' };
const highContrast: Theme = {
  name: 'hc',
  setting: 'Default High Contrast',
  className: 'hc-black',
  kind: 'vscode-high-contrast',
};

export const themes: readonly Theme[] = [light, dark, highContrast];
