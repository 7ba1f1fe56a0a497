import { type Json, type JsonObject, isJsonObject } from '../json.ts';
import type { DeviceTwin } from '../device.ts';

/** A name under a property, with the kinds of values that it was seen with. */
export interface SeenMember {
  readonly name: string;
  readonly kinds: readonly string[];
}

/** Members that are there whatever a device has. */
const knownMembers: Readonly<Record<string, JsonObject>> = {
  properties: { desired: {}, reported: {} },
  capabilities: { iotEdge: false },
};

/** What stands under the property `path` in any of `twins`, by name. The hub's own members (`$metadata`) are left out. */
export function seenMembers(twins: Iterable<DeviceTwin>, path: readonly string[]): readonly SeenMember[] {
  const kinds = new Map<string, Set<string>>();
  const see = (value: Json | undefined) => {
    if (!isJsonObject(value)) return;
    for (const [name, member] of Object.entries(value)) {
      if (!name.startsWith('$')) kinds.set(name, (kinds.get(name) ?? new Set()).add(kindOf(member)));
    }
  };

  see(path.length === 1 ? knownMembers[path[0] ?? ''] : undefined);
  for (const twin of twins) see(memberAt(documentOf(twin), path));
  return [...kinds].map(([name, seen]) => ({ name, kinds: [...seen] })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What a query sees of a twin, as far as it has members. */
function documentOf({ tags, desired, reported }: DeviceTwin): JsonObject {
  return { tags, properties: { desired, reported } };
}

function memberAt(document: Json, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((value, name) => (isJsonObject(value) ? value[name] : undefined), document);
}

function kindOf(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
