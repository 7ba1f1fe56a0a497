import * as z from 'zod/mini';
import { directMethodLimits } from '../../../domain/directMethod.ts';
import { type CatalogueMethod, builtInMethods } from '../../../domain/methodCatalogue.ts';

const seconds = ({ least, most }: { readonly least: number; readonly most: number }) =>
  z.int().check(z.minimum(least), z.maximum(most));

const entry = z.object({
  methodName: z.string().check(z.minLength(1)),
  title: z.optional(z.string()),
  payload: z.optional(z.json()),
  responseTimeoutInSeconds: z.optional(seconds(directMethodLimits.responseTimeoutInSeconds)),
  connectTimeoutInSeconds: z.optional(seconds(directMethodLimits.connectTimeoutInSeconds)),
  confirm: z.optional(z.boolean()),
  icon: z.optional(z.string()),
});

export interface MethodSettings {
  /** The built-in methods, changed and followed by those of the setting. */
  readonly methods: readonly CatalogueMethod[];
  /** What is wrong with the entries that were left out: a sentence each. */
  readonly problems: readonly string[];
}

/** The catalogue of methods, with the value of the setting `iotHub.methods`. An entry replaces a built-in of its name. */
export function readMethodSettings(setting: unknown): MethodSettings {
  const methods = new Map<string, CatalogueMethod>(builtInMethods.map(method => [method.methodName, method]));
  const problems: string[] = [];

  for (const [index, value] of (Array.isArray(setting) ? setting : []).entries()) {
    const parsed = z.safeParse(entry, value);
    if (parsed.success) methods.set(parsed.data.methodName, complete(parsed.data));
    else problems.push(`Entry ${index + 1}: ${firstProblem(parsed.error)}`);
  }
  return { methods: [...methods.values()], problems };
}

function complete({ methodName, ...given }: z.infer<typeof entry>): CatalogueMethod {
  return {
    methodName,
    title: given.title ?? titleOf(methodName),
    payload: given.payload ?? null,
    responseTimeoutInSeconds: given.responseTimeoutInSeconds ?? directMethodLimits.responseTimeoutInSeconds.default,
    connectTimeoutInSeconds: given.connectTimeoutInSeconds ?? directMethodLimits.connectTimeoutInSeconds.default,
    confirm: given.confirm ?? true,
    icon: given.icon ?? 'symbol-method',
  };
}

/** `openValve` reads as `Open Valve`. */
function titleOf(methodName: string): string {
  const words = methodName.replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function firstProblem({ issues }: z.core.$ZodError): string {
  const [issue] = issues;
  const member = issue?.path.join('.');
  return member ? `"${member}": ${issue?.message}.` : `${issue?.message ?? 'unreadable'}.`;
}
