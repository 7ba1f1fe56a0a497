/** Names of containers: naming and referencing containers, blobs, and metadata. */
const shape = /^[a-z0-9](?:-?[a-z0-9])*$/;

/** What is wrong with a name, in a sentence; nothing if it is good. */
export function containerNameProblem(name: string): string | undefined {
  if (name.length >= 3 && name.length <= 63 && shape.test(name)) return undefined;
  return 'A name has 3 to 63 small letters, digits and hyphens, and no two hyphens side by side or at its ends.';
}
