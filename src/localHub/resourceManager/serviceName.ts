import { hubNamePattern } from '../commandLine.ts';

/** What is wrong with a name for a hub or another service, in one sentence. */
export function serviceNameProblem(kind: 'IoT hub' | 'provisioning service', name: string): string | undefined {
  if (hubNamePattern.test(name)) return undefined;
  return `The ${kind} name '${name}' is not valid: it needs 3 to 50 letters, digits and, between them, dashes.`;
}
