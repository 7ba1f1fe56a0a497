import type { Json } from './json.ts';

/** A direct method that has a name of its own in menus and in the palette. */
export interface CatalogueMethod {
  /** The direct method's name on the wire. */
  readonly methodName: string;
  /** What the menus say, in Title Case. */
  readonly title: string;
  readonly payload: Json;
  readonly responseTimeoutInSeconds: number;
  readonly connectTimeoutInSeconds: number;
  /** Asks before it is sent. */
  readonly confirm: boolean;
  /** A codicon's name. */
  readonly icon: string;
}

/** The methods of the device management and job tutorials, with their payloads and their time-out of 60 s. */
export const builtInMethods = [
  {
    methodName: 'rebootDevice',
    title: 'Reboot Device',
    payload: { method_number: '42' },
    responseTimeoutInSeconds: 60,
    connectTimeoutInSeconds: 0,
    confirm: true,
    icon: 'debug-restart',
  },
  {
    methodName: 'lockDoor',
    title: 'Lock Door',
    payload: { lockTime: '10m' },
    responseTimeoutInSeconds: 60,
    connectTimeoutInSeconds: 0,
    confirm: true,
    icon: 'lock',
  },
] as const satisfies readonly CatalogueMethod[];
