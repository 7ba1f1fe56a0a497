import { randomUUID } from 'node:crypto';
import { type ArmError, ArmFault } from '../armFault.ts';
import type { ArmContext } from '../armRequest.ts';
import { allResources, typeNamed } from '../lookUp.ts';
import { groupId, sameName } from '../resourceIds.ts';
import { NotYetKnown } from '../template/templateFault.ts';
import type { PlannedResource } from './plannedResources.ts';
import { bodyOf, circular, outputsOf, type PreparedDeployment } from './preparedDeployment.ts';
import { type DeploymentRecord, findDeployment, isActive, putDeployment } from './deploymentRecord.ts';

/** What a deployment is written down as when it begins. */
export function newRecord(arm: ArmContext, prepared: PreparedDeployment): DeploymentRecord {
  const { name, group, tags, mode, template, parameters, resources } = prepared;
  return {
    name,
    group: group.name,
    tags,
    mode,
    template,
    parameters,
    state: 'Accepted',
    correlationId: randomUUID(),
    resources: resources.map(({ id }) => id),
    operations: [],
    startMs: arm.now(),
  };
}

/**
 * Does what a template says, one resource after the other, each written down as it ends. What does not depend on a
 * resource that fails is done all the same. @throws ArmFault DeploymentFailed with what failed in its details, OperationCanceled
 */
export async function runDeployment(
  arm: ArmContext,
  prepared: PreparedDeployment,
  begun: DeploymentRecord,
): Promise<void> {
  const run = new DeploymentRun(arm, prepared, { ...begun, state: 'Running' });
  await run.all();
}

class DeploymentRun {
  readonly #arm: ArmContext;
  readonly #prepared: PreparedDeployment;
  #record: DeploymentRecord;

  constructor(arm: ArmContext, prepared: PreparedDeployment, record: DeploymentRecord) {
    this.#arm = arm;
    this.#prepared = prepared;
    this.#record = record;
  }

  async all(): Promise<void> {
    const { resources, pending } = this.#prepared;
    for (const { id } of resources) pending.add(id);
    this.#write({});
    try {
      const errors = await this.#deployAll(resources);
      if (errors.length === 0) await this.#finish();
      else throw deploymentFailed(errors);
    } catch (error) {
      if (this.#isCanceled) throw error;
      const fault = error instanceof ArmFault ? error : deploymentFailed([describe(error)]);
      this.#write({ state: 'Failed', error: fault.body, endMs: this.#arm.now() });
      throw fault;
    }
  }

  /** @returns what went wrong. */
  async #deployAll(resources: readonly PlannedResource[]): Promise<readonly ArmError[]> {
    const { pending } = this.#prepared;
    const errors: ArmError[] = [];
    let rest = resources;
    for (;;) {
      const ready = rest.filter(({ after }) => after.every(id => !pending.has(id)));
      let isProgress = false;
      for (const resource of ready) {
        this.#checkCanceled();
        const outcome = await this.#deploy(resource);
        if (outcome === 'waits') continue;
        isProgress = true;
        if (outcome !== 'done') errors.push(outcome);
        rest = rest.filter(each => each !== resource);
      }
      if (rest.length === 0 || (errors.length > 0 && !isProgress)) return errors;
      if (!isProgress) throw circular(rest);
    }
  }

  /** A resource whose body speaks of another that is still to come waits for that one. */
  async #deploy(resource: PlannedResource): Promise<'done' | 'waits' | ArmError> {
    const { id, type, name } = resource;
    const place = { group: this.#prepared.group.name, name };
    const startMs = this.#arm.now();
    try {
      const body = await bodyOf(resource);
      const known = await type.find(this.#arm, place);
      await (await type.prepare(this.#arm, place, body)).apply();
      this.#prepared.pending.delete(id);
      this.#writeOperation({ target: id, startMs, statusCode: known ? 'OK' : 'Created' });
      return 'done';
    } catch (error) {
      if (error instanceof NotYetKnown && this.#isPending(error.id)) return 'waits';

      const described = describe(error);
      const statusCode = error instanceof ArmFault ? statusName(error.httpStatus) : 'InternalServerError';
      this.#writeOperation({ target: id, startMs, statusCode, error: described });
      return { ...described, target: id };
    }
  }

  async #finish(): Promise<void> {
    this.#checkCanceled();
    if (this.#prepared.mode === 'Complete') await this.#removeOthers();
    const outputs = await outputsOf(this.#prepared);
    this.#write({ state: 'Succeeded', outputs, endMs: this.#arm.now() });
  }

  /** A complete deployment leaves nothing in the group but what it names. */
  async #removeOthers(): Promise<void> {
    for (const { type, name } of await othersInGroup(this.#arm, this.#prepared)) {
      await typeNamed(this.#arm, type)?.remove(this.#arm, { group: this.#prepared.group.name, name });
    }
  }

  #isPending(id: string): boolean {
    return [...this.#prepared.pending].some(each => sameName(each, id));
  }

  /** Someone else may have written that it ends. */
  get #isCanceled(): boolean {
    const { group, name, correlationId } = this.#record;
    const written = findDeployment(this.#arm, group, name);
    return written?.correlationId !== correlationId || written.state === 'Canceled';
  }

  #checkCanceled(): void {
    if (this.#isCanceled) throw new ArmFault(409, 'OperationCanceled', 'The deployment was canceled.');
  }

  #writeOperation(operation: Omit<DeploymentRecord['operations'][number], 'id' | 'endMs'>): void {
    const ended = { ...operation, id: randomUUID(), endMs: this.#arm.now() };
    this.#write({ operations: [...this.#record.operations, ended] });
  }

  #write(change: Partial<DeploymentRecord>): void {
    const state = this.#isCanceled ? { state: 'Canceled' as const } : {};
    this.#record = { ...this.#record, ...change, ...state };
    putDeployment(this.#arm, this.#record);
  }
}

/** The resources of a group that a deployment does not name. */
export async function othersInGroup(arm: ArmContext, { group, resources }: PreparedDeployment) {
  const prefix = `${groupId(arm, group.name)}/`.toLowerCase();
  const named = new Set(resources.map(({ id }) => id.toLowerCase()));
  const all = await allResources(arm);
  return all.filter(({ id }) => id.toLowerCase().startsWith(prefix) && !named.has(id.toLowerCase()));
}

/** Ends the deployments that an earlier process took with it: what they did stays, and they have failed. */
export function endLostDeployments(arm: ArmContext, records: readonly DeploymentRecord[]): void {
  for (const record of records.filter(isActive)) {
    const error = deploymentFailed([
      {
        code: 'OperationInterrupted',
        message:
          'The local hub ended while the deployment ran. What it did until then is there: deploy again for the rest.',
      },
    ]).body;
    putDeployment(arm, { ...record, state: 'Failed', error, endMs: arm.now() });
  }
}

function deploymentFailed(details: readonly ArmError[]): ArmFault {
  const message =
    'At least one resource deployment operation failed. Please list deployment operations for details. Please see https://aka.ms/arm-deployment-operations for usage details.';
  return new ArmFault(409, 'DeploymentFailed', message, {}, { details });
}

function describe(error: unknown): ArmError {
  if (error instanceof ArmFault) return error.body;
  if (error instanceof NotYetKnown)
    return { code: 'ResourceNotFound', message: `The Resource '${error.id}' was not found.` };
  return { code: 'InternalServerError', message: error instanceof Error ? error.message : String(error) };
}

/** `Conflict` */
function statusName(status: number): string {
  const names: Readonly<Record<number, string>> = {
    400: 'BadRequest',
    404: 'NotFound',
    405: 'MethodNotAllowed',
    409: 'Conflict',
    412: 'PreconditionFailed',
  };
  return names[status] ?? 'InternalServerError';
}
