import { builtInMethods } from '../methodCatalogue.ts';
import type { JobAction } from './job.ts';

/** A job that is one click away. */
export interface JobTemplate {
  readonly name: string;
  readonly action: JobAction;
  /** Stands in the input of the condition if nothing else was chosen. */
  readonly queryCondition: string;
}

const { title: _title, confirm: _confirm, icon: _icon, ...lockDoor } = builtInMethods[1];
const ofBuilding = "tags.building = '43'";

/** What the job tutorials do: lock the doors of a building, and tell them where they are. */
export const jobTemplates: readonly JobTemplate[] = [
  { name: 'Lock the doors of a building', action: { kind: 'method', call: lockDoor }, queryCondition: ofBuilding },
  {
    name: 'Set building and floor',
    action: { kind: 'twin', patch: { properties: { desired: { building: 43, floor: 3 } } } },
    queryCondition: ofBuilding,
  },
];
