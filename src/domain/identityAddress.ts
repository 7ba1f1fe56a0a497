/** Names a device, or a module of it. */
export interface IdentityAddress {
  readonly deviceId: string;
  readonly moduleId?: string;
}

export type ModuleAddress = Required<IdentityAddress>;

/** `door-017`, or `door-017/camera`: an id has no slash. */
export function identityLabel({ deviceId, moduleId }: IdentityAddress): string {
  return moduleId === undefined ? deviceId : `${deviceId}/${moduleId}`;
}
