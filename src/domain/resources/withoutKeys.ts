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

/** What signs or opens: keys in connection strings, signatures in addresses. */
const secretText = /(?:SharedAccessKey|AccountKey|SharedAccessSignature|[?&]sig)=/i;

/** The value of a member of this name as {@link withoutKeys} has it, and without any text that carries a key. */
export function withoutSecrets(name: string, value: unknown): unknown {
  if (typeof value === 'string') return secretName.test(name) || secretText.test(value) ? '***' : value;
  if (Array.isArray(value)) return value.map(each => withoutSecrets(name, each));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withoutSecrets(key, member)]));
}
