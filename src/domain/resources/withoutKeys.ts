const secretName = /(?:key|connectionString|sharedAccessSignature|password)$/i;

/** A document with `***` in the place of every text that is a key or carries one, by the names of its members. */
export function withoutKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutKeys);
  if (typeof value !== 'object' || value === null) return value;

  const entries = Object.entries(value).map(([name, member]) => [
    name,
    typeof member === 'string' && secretName.test(name) ? '***' : withoutKeys(member),
  ]);
  return Object.fromEntries(entries);
}
