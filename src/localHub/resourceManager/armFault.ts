import * as z from 'zod/mini';

/** What is wrong, as Azure Resource Manager says it: with more about it in `details`. */
export interface ArmError {
  readonly code: string;
  readonly message: string;
  /** What it is about, such as a resource. */
  readonly target?: string | undefined;
  readonly details?: readonly ArmError[] | undefined;
}

export const armErrorSchema: z.ZodMiniType<ArmError> = z.object({
  code: z.string(),
  message: z.string(),
  target: z.optional(z.string()),
  details: z.optional(z.array(z.lazy(() => armErrorSchema))),
});

/** A request that the resource manager refuses, in the form of Azure's: status, code, message. */
export class ArmFault extends Error {
  override readonly name = 'ArmFault';

  constructor(
    readonly httpStatus: number,
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
    readonly more: Pick<ArmError, 'target' | 'details'> = {},
  ) {
    super(message);
  }

  /** What Azure says of a failure, in answers and in operations that failed. */
  get body(): ArmError {
    return { code: this.code, message: this.message, ...this.more };
  }
}

/** 404 for a resource whose group exists. */
export function resourceNotFound(type: string, name: string, resourceGroup: string): ArmFault {
  return new ArmFault(
    404,
    'ResourceNotFound',
    `The Resource '${type}/${name}' under resource group '${resourceGroup}' was not found.`,
  );
}

export function badRequest(message: string, code = 'BadRequest'): ArmFault {
  return new ArmFault(400, code, message);
}
