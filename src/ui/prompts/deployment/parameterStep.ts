import * as vscode from 'vscode';
import type { Json, JsonObject } from '../../../domain/json.ts';
import { isSecret, parameterValue, type TemplateParameter } from '../../../domain/resources/template.ts';
import { askText } from '../askText.ts';
import { pickOne } from '../pickOne.ts';
import { back, type Place, type Step } from '../steps.ts';

/** What a draft has that gets values of parameters: `{ name: { value } }`. */
export interface WithParameters {
  readonly parameters: JsonObject;
}

/** Asks for a value that neither the template nor a file of parameters gives. */
export function parameterStep<T extends WithParameters>(parameter: TemplateParameter): Step<T> {
  return async (draft, place) => {
    const value = await ask(parameter, place);
    if (value === undefined || value === back) return value;
    return { ...draft, parameters: { ...draft.parameters, [parameter.name]: { value } } };
  };
}

function ask(parameter: TemplateParameter, place: Place): Promise<Json | typeof back | undefined> {
  const prompt = promptOf(parameter);
  const { type, allowed } = parameter;
  const values = allowed ?? (type === 'bool' ? [true, false] : undefined);
  return values ? pickOne(prompt, values.map(toChoice), place) : askValue(parameter, prompt, place);
}

async function askValue(parameter: TemplateParameter, prompt: string, place: Place) {
  const problem = (text: string) =>
    parameterValue(parameter, text) === undefined
      ? vscode.l10n.t('The template wants a value of type {0} here.', parameter.type)
      : undefined;
  const text = await askText({ prompt, problem, password: isSecret(parameter) }, place);
  return typeof text === 'string' ? parameterValue(parameter, text) : text;
}

function promptOf({ name, type, description }: TemplateParameter): string {
  return description === undefined
    ? vscode.l10n.t('Parameter {0} ({1})', name, type)
    : vscode.l10n.t('Parameter {0} ({1}): {2}', name, type, description);
}

function toChoice(value: Json) {
  return { label: typeof value === 'string' ? value : JSON.stringify(value), value };
}
