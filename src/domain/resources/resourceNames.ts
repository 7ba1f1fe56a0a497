/** Why a name cannot be that of a resource; nothing if it can. */
export type NameProblem = 'length' | 'characters' | 'end';

/** Hubs: 3 to 50 letters, digits and inner hyphens. Source: "Naming rules and restrictions for Azure resources", IotHubs. */
export function hubNameProblem(name: string): NameProblem | undefined {
  if (name.length < 3 || name.length > 50) return 'length';
  if (!/^[a-z0-9-]*$/i.test(name)) return 'characters';
  return name.startsWith('-') || name.endsWith('-') ? 'end' : undefined;
}

/** Provisioning services: 3 to 64 letters, digits and hyphens, of which none is last. Source: as above, provisioningServices. */
export function provisioningNameProblem(name: string): NameProblem | undefined {
  if (name.length < 3 || name.length > 64) return 'length';
  if (!/^[a-z0-9-]*$/i.test(name)) return 'characters';
  return name.endsWith('-') ? 'end' : undefined;
}

/** Resource groups: 1 to 90 letters, digits, `_`, `-`, `.`, `(` and `)`, with no `.` at the end. Source: as above. */
export function groupNameProblem(name: string): NameProblem | undefined {
  if (name.length < 1 || name.length > 90) return 'length';
  if (!/^[\p{L}\p{N}_().-]*$/u.test(name)) return 'characters';
  return name.endsWith('.') ? 'end' : undefined;
}

/** Deployments: 1 to 64 letters, digits, `_`, `-`, `.`, `(` and `)`. Source: as above. */
export function deploymentNameProblem(name: string): NameProblem | undefined {
  if (name.length < 1 || name.length > 64) return 'length';
  return /^[\w().-]*$/.test(name) ? undefined : 'characters';
}

/** Storage accounts: 3 to 24 lower-case letters and digits. Source: as above. */
export function storageNameProblem(name: string): NameProblem | undefined {
  if (name.length < 3 || name.length > 24) return 'length';
  return /^[a-z0-9]*$/.test(name) ? undefined : 'characters';
}

/** Images: 1 to 80 letters, digits, `_`, `-` and `.`, first a letter or digit, last none of `-` and `.`. Source: as above. */
export function imageNameProblem(name: string): NameProblem | undefined {
  if (name.length < 1 || name.length > 80) return 'length';
  if (!/^[a-z0-9_.-]*$/i.test(name)) return 'characters';
  return /^[a-z0-9]/i.test(name) && /[a-z0-9_]$/i.test(name) ? undefined : 'end';
}

/** Galleries: as images, but with no `-`. Source: as above. */
export function galleryNameProblem(name: string): NameProblem | undefined {
  return name.includes('-') ? 'characters' : imageNameProblem(name);
}

/** Machines: 1 to 15 (Windows) or 64 (Linux) letters, digits and inner `-`, not digits alone. Source: as above. */
export function machineNameProblem(name: string, osType: 'Linux' | 'Windows'): NameProblem | undefined {
  if (name.length < 1 || name.length > (osType === 'Windows' ? 15 : 64)) return 'length';
  if (!/^[a-z0-9-]*$/i.test(name)) return 'characters';
  return /^-|-$|^\d+$/.test(name) ? 'end' : undefined;
}
