import { basename, extname } from 'node:path';
import * as vscode from 'vscode';
import type { DeploymentMode, DeploymentRequest, PlannedChange } from '../../../domain/resources/deployments.ts';
import { deploymentNameProblem } from '../../../domain/resources/resourceNames.ts';
import { missingParameters } from '../../../domain/resources/template.ts';
import { changeWords, deletedNames } from '../../support/deployment/changeWords.ts';
import { readParameters, readTemplate } from '../../support/deployment/templateFile.ts';
import { askText } from '../askText.ts';
import { pickOne } from '../pickOne.ts';
import { deploymentNameText } from '../resource/nameProblemText.ts';
import { askSteps, type Step } from '../steps.ts';
import { askTextSource } from './askTextSource.ts';
import { parameterStep } from './parameterStep.ts';

/** Shows what a deployment would do, and gives it. */
export type ReviewDeployment = (request: DeploymentRequest) => Promise<readonly PlannedChange[]>;

/** Asks what is to be deployed to a group, until the person has seen what it would do and agreed. @throws TemplateError */
export async function askDeployment(
  resourceGroup: string,
  review: ReviewDeployment,
): Promise<DeploymentRequest | undefined> {
  const source = await askTextSource({
    placeHolder: vscode.l10n.t('Template to deploy to {0}', resourceGroup),
    openLabel: vscode.l10n.t('Deploy'),
    mark: /deploymentTemplate\.json/i,
  });
  if (source === undefined || source === 'none') return undefined;
  const template = readTemplate(source);
  const values = await askParameters();
  if (values === undefined) return undefined;

  const parameters = values === 'none' ? {} : readParameters(values);
  const name = nameOf(source.name);
  const first: DeploymentRequest = { resourceGroup, name, mode: 'Incremental', template, parameters };
  const missing = missingParameters(template, parameters).map(each => parameterStep<DeploymentRequest>(each));
  const title = vscode.l10n.t('Deploy to {0}', resourceGroup);
  return askSteps(title, first, [...missing, modeStep, nameStep, reviewStep(review)]);
}

function askParameters() {
  return askTextSource({
    placeHolder: vscode.l10n.t('Parameters of the template'),
    openLabel: vscode.l10n.t('Use'),
    mark: /deploymentParameters\.json/i,
    none: vscode.l10n.t('No file: ask for what the template needs'),
  });
}

/** `azuredeploy` for `plant/azuredeploy.json`, as far as it can be a name. */
function nameOf(file: string): string {
  const name = basename(file, extname(file)).replaceAll(/[^\w.()-]/g, '-');
  return deploymentNameProblem(name) ? 'deployment' : name;
}

const modeStep: Step<DeploymentRequest> = async (draft, place) => {
  const choices: readonly { label: string; detail: string; value: DeploymentMode }[] = [
    {
      label: vscode.l10n.t('Incremental'),
      detail: vscode.l10n.t('What the template does not name stays as it is.'),
      value: 'Incremental',
    },
    {
      label: vscode.l10n.t('Complete'),
      detail: vscode.l10n.t('What the template does not name is deleted from {0}.', draft.resourceGroup),
      value: 'Complete',
    },
  ];
  const mode = await pickOne(vscode.l10n.t('Mode'), choices, place, draft.mode);
  return typeof mode === 'string' ? { ...draft, mode } : mode;
};

function nameProblem(text: string): string | undefined {
  const found = deploymentNameProblem(text);
  return found && deploymentNameText(found);
}

const nameStep: Step<DeploymentRequest> = async (draft, place) => {
  const prompt = vscode.l10n.t('Name of the deployment; one of this name is replaced');
  const name = await askText({ prompt, value: draft.name, problem: nameProblem }, place);
  return typeof name === 'string' ? { ...draft, name } : name;
};

/** What deletes has the name of the group typed; all else is agreed to by Enter. */
function reviewStep(review: ReviewDeployment): Step<DeploymentRequest> {
  return async (draft, place) => {
    const changes = await review(draft);
    const { resourceGroup } = draft;
    const deleted = deletedNames(changes);
    const answer = await (deleted === ''
      ? pickOne(
          vscode.l10n.t('Deploy to {0}? {1}', resourceGroup, changeWords(changes)),
          [{ label: vscode.l10n.t('Deploy'), value: resourceGroup }],
          place,
        )
      : askText(
          {
            prompt: vscode.l10n.t(
              "Deleted with all their data: {0}. This can't be undone. Type {1} to deploy.",
              deleted,
              resourceGroup,
            ),
            placeholder: resourceGroup,
            problem: text =>
              text === resourceGroup ? undefined : vscode.l10n.t('Type {0}, or press Escape.', resourceGroup),
          },
          place,
        ));
    return typeof answer === 'string' ? draft : answer;
  };
}
