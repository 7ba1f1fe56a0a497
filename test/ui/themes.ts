/** The looks in which each journey is photographed. */
export interface Theme {
  /** As the names of the pictures have it. */
  readonly name: 'light' | 'dark' | 'hc';
  /** As the setting `workbench.colorTheme` has it. */
  readonly setting: string;
}

const light: Theme = { name: 'light', setting: 'Default Light Modern' };
export const dark: Theme = { name: 'dark', setting: 'Default Dark Modern' };
const highContrast: Theme = { name: 'hc', setting: 'Default High Contrast' };

export const themes: readonly Theme[] = [light, dark, highContrast];
