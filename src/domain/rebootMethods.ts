/** The direct methods of the tutorials after which a device reports when it rebooted. */
export const rebootMethods: ReadonlySet<string> = new Set(['rebootDevice', 'reboot']);
