import { printQuery } from '../query/printQuery.ts';
import type { Query } from '../query/syntaxTree.ts';

/** The query that names what a job reaches: `deviceId`, and of modules `moduleId`. */
export function targetQuery({ from, where }: Query): string {
  const columns = from === 'devices.modules' ? ['deviceId', 'moduleId'] : ['deviceId'];
  const projections = columns.map(column => ({
    kind: 'projection' as const,
    value: { kind: 'property' as const, path: [column] },
  }));

  return printQuery({
    kind: 'query',
    select: { kind: 'projections', projections },
    from,
    ...(where ? { where } : {}),
  });
}
