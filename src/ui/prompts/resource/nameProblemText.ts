import { l10n } from 'vscode';
import type { NameProblem } from '../../../domain/resources/resourceNames.ts';

/** What is wrong with the name of a hub. */
export function hubNameText(problem: NameProblem): string {
  switch (problem) {
    case 'length':
      return l10n.t('A hub has a name of 3 to 50 characters.');
    case 'characters':
      return l10n.t('Only letters, digits and hyphens.');
    case 'end':
      return l10n.t('A hyphen stands neither first nor last.');
  }
}

/** What is wrong with the name of a provisioning service. */
export function provisioningNameText(problem: NameProblem): string {
  switch (problem) {
    case 'length':
      return l10n.t('A provisioning service has a name of 3 to 64 characters.');
    case 'characters':
      return l10n.t('Only letters, digits and hyphens.');
    case 'end':
      return l10n.t('A hyphen does not stand last.');
  }
}

/** What is wrong with the name of a resource group. */
export function groupNameText(problem: NameProblem): string {
  switch (problem) {
    case 'length':
      return l10n.t('A resource group has a name of 1 to 90 characters.');
    case 'characters':
      return l10n.t('Only letters, digits, and the characters _ - . ( )');
    case 'end':
      return l10n.t('A dot does not stand last.');
  }
}

/** What is wrong with the name of a deployment. */
export function deploymentNameText(problem: NameProblem): string {
  return problem === 'length'
    ? l10n.t('A deployment has a name of 1 to 64 characters.')
    : l10n.t('Only letters, digits, and the characters _ - . ( )');
}

/** What is wrong with the name of a storage account. */
export function storageNameText(problem: NameProblem): string {
  return problem === 'length'
    ? l10n.t('A storage account has a name of 3 to 24 characters.')
    : l10n.t('Only lower-case letters and digits.');
}

/** What is wrong with the name of an image. */
export function imageNameText(problem: NameProblem): string {
  switch (problem) {
    case 'length':
      return l10n.t('An image has a name of 1 to 80 characters.');
    case 'characters':
      return l10n.t('Only letters, digits, and the characters _ - .');
    case 'end':
      return l10n.t('A letter or a digit stands first, and no hyphen or dot last.');
  }
}

/** What is wrong with the name of a gallery. */
export function galleryNameText(problem: NameProblem): string {
  return problem === 'characters' ? l10n.t('Only letters, digits, and the characters _ .') : imageNameText(problem);
}

/** What is wrong with the name of a machine. */
export function machineNameText(problem: NameProblem): string {
  switch (problem) {
    case 'length':
      return l10n.t('A machine has a name of 1 to 64 characters, with Windows 1 to 15.');
    case 'characters':
      return l10n.t('Only letters, digits and hyphens.');
    case 'end':
      return l10n.t('A hyphen stands neither first nor last, and digits alone are no name.');
  }
}
