import * as vscode from 'vscode';
import {
  type ConfigurationProblem,
  configurationLimits,
  findConfigurationProblems,
} from '../../../domain/configuration/configurationProblems.ts';
import { contentKinds } from '../../../domain/configuration/deviceConfiguration.ts';
import type { JsonObject } from '../../../domain/json.ts';
import { describeConditionProblem } from '../../../domain/query/targetCondition.ts';
import { describeTwinProblem } from '../../../domain/twinLimits.ts';
import type { Refusal } from '../refusalMark.ts';

/** All that stands against saving a configuration's document. */
export function configurationRefusals(id: string, edited: JsonObject, saved: JsonObject): readonly Refusal[] {
  return findConfigurationProblems(id, edited, saved).map(problem => ({
    path: problem.path,
    sentence: sentenceOf(problem),
    ofKey: problem.kind === 'place',
  }));
}

function sentenceOf(problem: ConfigurationProblem): string {
  switch (problem.kind) {
    case 'otherId':
      return vscode.l10n.t('The id cannot be edited: it is "{0}". Create another configuration instead.', problem.id);
    case 'notOneContent':
      return vscode.l10n.t('The content has one of {0}.', Object.keys(contentKinds).join(', '));
    case 'contentChanged':
      return vscode.l10n.t(
        'The content of a configuration cannot be changed. Create another one with a higher priority instead.',
      );
    case 'notObject':
      return vscode.l10n.t('This is an object: {0}.', '{ "properties.desired.telemetry": { "interval": 30 } }');
    case 'place':
      return vscode.l10n.t('Name a place in the desired properties: {0}.', '"properties.desired.telemetry"');
    case 'setting':
      return describeTwinProblem('desired', problem.problem);
    case 'priority':
      return vscode.l10n.t('A priority is a whole number from 0 up. The highest one wins.');
    case 'condition':
      return describeConditionProblem(problem.problem);
    case 'otherTargets':
      return problem.content === 'modules'
        ? vscode.l10n.t('The content is for modules: the target condition starts with FROM devices.modules WHERE.')
        : vscode.l10n.t('The content is for devices: the target condition is one for devices.');
    case 'tooManyMetrics':
      return vscode.l10n.t(
        'There are {0} metrics. A configuration may have {1}.',
        problem.count,
        configurationLimits.metrics,
      );
    case 'metric':
      return problem.message;
  }
}
