/** Why a file is no template, or no parameters of one. */
export type TemplateProblem =
  | { readonly kind: 'notJson'; readonly file: string; readonly line: number }
  | { readonly kind: 'bicep'; readonly file: string }
  | { readonly kind: 'notTemplate'; readonly file: string }
  | { readonly kind: 'notParameters'; readonly file: string };

/** A file that cannot be deployed as it stands. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';

  constructor(readonly reason: TemplateProblem) {
    super(describe(reason));
  }
}

function describe(reason: TemplateProblem): string {
  const { file } = reason;
  switch (reason.kind) {
    case 'notJson':
      return `"${file}" is not JSON: see line ${reason.line}.`;
    case 'bicep':
      return `"${file}" is Bicep, which the resource manager does not read. Build it first (az bicep build --file ${file}) and deploy the JSON.`;
    case 'notTemplate':
      return `"${file}" is not a template: it has no "$schema" of deploymentTemplate.json and no "resources".`;
    case 'notParameters':
      return `"${file}" has no "parameters" as a file of parameters has them: { "name": { "value": … } }.`;
  }
}
