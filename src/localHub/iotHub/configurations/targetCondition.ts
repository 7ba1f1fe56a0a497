import { compileCondition } from '../../../domain/query/compileCondition.ts';
import { type Narrowing, narrow } from '../../../domain/query/narrowing.ts';
import { parseCondition } from '../../../domain/query/parseCondition.ts';
import { parseQuery } from '../../../domain/query/parseQuery.ts';
import { propertiesIn } from '../../../domain/query/properties.ts';
import type { Expression, Property } from '../../../domain/query/syntaxTree.ts';
import type { JsonObject } from '../../../domain/json.ts';
import type { ScannedCollection } from '../../store/identityScan.ts';

/** Whom a configuration or a job targets. */
export interface TargetCondition {
  readonly collection: ScannedCollection;
  readonly narrowing: Narrowing;
  /** All that it reads of a document. */
  readonly properties: readonly Property[];
  readonly matches: (document: JsonObject) => boolean;
  /** Whether what devices report has a say in it. */
  readonly readsReported: boolean;
  /** The query for the targets, as it stands among the system metrics. */
  readonly query: string;
}

const ofModules = /^\s*FROM\s+devices\s*\.\s*modules\s+WHERE\b/i;

/**
 * Reads a target condition: what stands after WHERE for devices, `*` for all of them, or `FROM devices.modules WHERE …`
 * for modules, which `*` does not target. Source: IoT Hub, "Automatic device and module management"; jobs take the same.
 * @throws QueryError
 */
export function parseTargetCondition(text: string): TargetCondition {
  if (text.trim() === '*') return targetsOf('devices', undefined, 'select deviceId from devices');
  if (!ofModules.test(text)) {
    return targetsOf('devices', parseCondition(text), `select deviceId from devices where ${text.trim()}`);
  }
  const { where } = parseQuery(`SELECT * ${text}`);
  return targetsOf('devices.modules', where, `select deviceId, moduleId ${text.trim()}`);
}

function targetsOf(collection: ScannedCollection, where: Expression | undefined, query: string): TargetCondition {
  const properties = where ? propertiesIn(where) : [];
  return {
    collection,
    query,
    narrowing: narrow(where),
    properties,
    matches: where ? compileCondition(where) : () => true,
    readsReported: properties.some(({ path: [root, section] }) => root === 'properties' && section !== 'desired'),
  };
}
