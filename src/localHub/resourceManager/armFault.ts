/** A request that the resource manager refuses, in the form of Azure's: status, code, message. */
export class ArmFault extends Error {
  override readonly name = 'ArmFault';

  constructor(
    readonly httpStatus: number,
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }

  /** What Azure says of a failure, in answers and in operations that failed. */
  get body(): { readonly code: string; readonly message: string } {
    return { code: this.code, message: this.message };
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
