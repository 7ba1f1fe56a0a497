import * as vscode from 'vscode';
import { storageNameProblem } from '../../../domain/resources/resourceNames.ts';
import { type NewStorageAccount, type StorageSku, storageSkus } from '../../../domain/resources/storageResources.ts';
import type { ResourceScope } from '../../support/azure/resourceScope.ts';
import { resourcesViewId, withProgress } from '../../support/progress.ts';
import type { Services } from '../../support/services.ts';
import { pickOne } from '../pickOne.ts';
import { askFreeName } from '../resource/askFreeName.ts';
import { groupSteps, type InGroup } from '../resource/groupSteps.ts';
import { storageNameText } from '../resource/nameProblemText.ts';
import { askSteps, type Step } from '../steps.ts';

/** A storage account to be made, in a group that may be new. */
export type AccountDraft = NewStorageAccount & InGroup;

/** Asks for a new storage account. @param groupName the group that is offered first. */
export async function askNewAccount(
  { waits }: Services,
  { resources }: ResourceScope,
  groupName = '',
): Promise<AccountDraft | undefined> {
  const title = vscode.l10n.t('Create Storage Account');
  const name = await askFreeName({
    title,
    prompt: vscode.l10n.t('Name of the account, 3 to 24 lower-case letters and digits: no other account has it'),
    problem(text) {
      const problem = storageNameProblem(text);
      return problem && storageNameText(problem);
    },
    taken: text => resources.storage.nameProblem(text),
  });
  if (name === undefined) return undefined;

  const load = (signal: AbortSignal) =>
    Promise.all([resources.storageRegions(signal), resources.groups.list(signal)] as const);
  const [regions, groups] = await withProgress(waits, vscode.l10n.t('Loading regions'), load, resourcesViewId);
  const first = { name, resourceGroup: groupName, groupIsNew: false, location: '', sku: storageSkus[0] };
  return askSteps<AccountDraft>(title, first, [...groupSteps<AccountDraft>(groups, regions), skuStep]);
}

const skuStep: Step<AccountDraft> = async (draft, place) => {
  const choices = storageSkus.map(sku => ({ label: sku, description: skuWords(sku), value: sku }));
  const sku = await pickOne(vscode.l10n.t('How it keeps copies'), choices, place, draft.sku);
  return typeof sku === 'string' ? { ...draft, sku } : sku;
};

/** What an account of this kind survives. Source: Azure Storage redundancy. */
function skuWords(sku: StorageSku): string {
  switch (sku) {
    case 'Standard_LRS':
      return vscode.l10n.t('three copies in one data centre; the cheapest, and enough for an export');
    case 'Standard_ZRS':
      return vscode.l10n.t('three copies in three data centres of the region');
    case 'Standard_GRS':
      return vscode.l10n.t('three copies in one data centre, three in a second region');
    case 'Standard_RAGRS':
      return vscode.l10n.t('as GRS, and the second region can be read');
    case 'Standard_GZRS':
      return vscode.l10n.t('three data centres of the region, and three copies in a second one');
    case 'Standard_RAGZRS':
      return vscode.l10n.t('as GZRS, and the second region can be read');
    case 'Premium_LRS':
      return vscode.l10n.t('on solid-state disks, three copies in one data centre; dear, with short delays');
    case 'Premium_ZRS':
      return vscode.l10n.t('on solid-state disks in three data centres of the region');
  }
}
