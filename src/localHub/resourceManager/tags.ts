import * as z from 'zod/mini';

/** Azure Resource Manager, "Tags": at most 50, names to 512 and values to 256 characters. */
export const tagsSchema = z
  .record(z.string().check(z.minLength(1), z.maxLength(512)), z.string().check(z.maxLength(256)))
  .check(z.refine(tags => Object.keys(tags).length <= 50, 'more than 50 tags'));
