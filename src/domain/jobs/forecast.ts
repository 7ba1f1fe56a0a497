import { type HubTier, countOf, tierLimits } from '../tierLimits.ts';

/** How large a hub is. */
export interface HubSize {
  /** `unlimited` is a local hub's own. */
  readonly tier: HubTier | 'unlimited';
  /** From 1. */
  readonly units: number;
}

/** How many devices a job reaches in a second; infinitely many without a limit. */
export function jobDevicesPerSecond({ tier, units }: HubSize): number {
  if (tier === 'unlimited') return Number.POSITIVE_INFINITY;
  const rate = tierLimits[tier].jobDeviceOperations;

  return countOf(rate, units) / rate.perSeconds;
}

/** How long a job on so many devices takes until the last of them had its turn, in seconds. */
export function forecastSeconds(deviceCount: number, size: HubSize): number {
  return deviceCount / jobDevicesPerSecond(size);
}

/** How many devices have their turn before a job of `seconds` ends. */
export function devicesWithin(seconds: number, size: HubSize): number {
  return Math.floor(seconds * jobDevicesPerSecond(size));
}

/** `10,000 devices, about 17 min on S1`. */
export function forecastPhrase(deviceCount: number, size: HubSize, locale: string): string {
  const devices = deviceCount === 1 ? '1 device' : `${deviceCount.toLocaleString(locale)} devices`;
  if (size.tier === 'unlimited') return `${devices}, as fast as the hub can`;

  const units = size.units === 1 ? size.tier : `${size.tier} with ${size.units.toLocaleString(locale)} units`;
  return `${devices}, ${durationWords(forecastSeconds(deviceCount, size), locale)} on ${units}`;
}

/** `about 17 min`: in the unit that people would say. */
export function durationWords(seconds: number, locale: string): string {
  if (seconds < 1) return 'less than a second';
  if (seconds < 90) return `about ${Math.round(seconds)} s`;
  if (seconds < 90 * 60) return `about ${Math.round(seconds / 60)} min`;

  return `about ${(seconds / 3600).toLocaleString(locale, { maximumFractionDigits: 1 })} h`;
}
