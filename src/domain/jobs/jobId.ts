import { jobLimits } from './jobLimits.ts';

/** What is wrong with the id of a job. */
export type JobIdProblem =
  | { readonly kind: 'empty' }
  | { readonly kind: 'tooLong'; readonly length: number }
  | { readonly kind: 'character'; readonly character: string };

/** Checks an id by the rule of the service: at most 64 ASCII letters, digits and dashes. Gives nothing for a good one. */
export function checkJobId(id: string): JobIdProblem | undefined {
  if (id === '') return { kind: 'empty' };

  const character = Array.from(id).find(one => !/^[A-Za-z0-9-]$/.test(one));
  if (character !== undefined) return { kind: 'character', character };
  return id.length > jobLimits.idLength ? { kind: 'tooLong', length: id.length } : undefined;
}

/**
 * An id for a new job that people recognise: `lockDoor-20261127-214205-x7k2`.
 * @param what such as the method's name; what an id cannot have is left out.
 * @param random from 0 up to 1: tells jobs of the same second apart.
 */
export function newJobId(what: string, now: Date, random: number): string {
  const [date = '', time = ''] = now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').split('T');
  const suffix = Math.floor(random * 36 ** 4)
    .toString(36)
    .padStart(4, '0');
  const end = `${date}-${time}-${suffix}`;
  const name = what.replaceAll(/[^A-Za-z0-9-]/g, '').slice(0, jobLimits.idLength - end.length - 1) || 'job';

  return `${name}-${end}`;
}
