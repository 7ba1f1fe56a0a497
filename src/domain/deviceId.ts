const allowed = /^[A-Za-z0-9\-:.+%_#*?!(),=@;$']$/;
/** Nearly all ids are good, and need no look at each character. */
const good = /^[A-Za-z0-9\-:.+%_#*?!(),=@;$']{1,128}$/;

/** The longest device id, in characters. */
export const deviceIdMaxLength = 128;

/** What is wrong with a device or module id. */
export type IdProblem =
  | { readonly kind: 'empty' }
  | { readonly kind: 'tooLong'; readonly length: number }
  | { readonly kind: 'character'; readonly character: string; readonly index: number };

/**
 * Checks an id by the rule of the identity registry: at most 128 characters, ASCII letters and digits and
 * `- : . + % _ # * ? ! ( ) , = @ ; $ '`. Gives nothing for a good one.
 */
export function checkDeviceId(id: string): IdProblem | undefined {
  if (good.test(id)) return undefined;
  if (id === '') return { kind: 'empty' };

  const characters = Array.from(id);
  const index = characters.findIndex(character => !allowed.test(character));
  if (index >= 0) return { kind: 'character', character: characters[index] ?? '', index };
  if (id.length > deviceIdMaxLength) return { kind: 'tooLong', length: id.length };

  return undefined;
}
