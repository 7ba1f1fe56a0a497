const pattern = /^[a-z0-9\-._:]*[a-z0-9-]$/i;

/** The longest registration id and enrollment group id, in characters. */
const registrationIdMaxLength = 128;

/**
 * Checks a registration id or the id of an enrollment group: letters and digits and `- . _ :`, the last one a letter, a
 * digit or a dash; case does not count (IoT DPS, "Terminology"). Gives nothing for a good one.
 */
export function checkRegistrationId(id: string): 'empty' | 'tooLong' | 'character' | undefined {
  if (id === '') return 'empty';
  if (!pattern.test(id)) return 'character';

  return id.length > registrationIdMaxLength ? 'tooLong' : undefined;
}

/** True if both name the same registration. */
export function sameRegistrationId(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
