import { ArmFault } from '../armFault.ts';

/** A template that cannot be deployed, in the words of Azure. */
export function invalidTemplate(sentence: string): ArmFault {
  return new ArmFault(400, 'InvalidTemplate', `Deployment template validation failed: '${sentence}'.`);
}

/** Signals that an expression speaks of a resource that is not there yet. Never leaves the template's evaluation. */
export class NotYetKnown extends Error {
  override readonly name = 'NotYetKnown';

  /** @param id the resource's id. */
  constructor(readonly id: string) {
    super(`The resource '${id}' is not there yet.`);
  }
}
