import type { DeviceMessage } from '../../iotHub/deviceSide.ts';

/** The properties of a message as MQTT topics carry them. */
export type MessageProperties = Pick<DeviceMessage, 'systemProperties' | 'properties'>;

const none: MessageProperties = { systemProperties: {}, properties: {} };
const systemPrefix = '$.';

/**
 * Reads the end of a topic: `%24.mid=1&door=front%20left`. System properties are those whose names begin with `$.`,
 * which is left off. A property without `=` is empty; of two with one name the last counts. Gives nothing for text that
 * is not URL-encoded.
 */
export function parsePropertyBag(bag: string): MessageProperties | undefined {
  if (bag === '') return none;

  const system: [string, string][] = [];
  const application: [string, string][] = [];
  for (const part of bag.split('&')) {
    if (part === '') continue;
    const property = parseProperty(part);
    if (!property) return undefined;
    const [name, value] = property;
    if (name.startsWith(systemPrefix)) system.push([name.slice(systemPrefix.length), value]);
    else application.push(property);
  }
  return { systemProperties: Object.fromEntries(system), properties: Object.fromEntries(application) };
}

/** Writes what {@link parsePropertyBag} reads, system properties first. */
export function formatPropertyBag({ systemProperties, properties }: MessageProperties): string {
  return [
    ...Object.entries(systemProperties).map(([name, value]) => formatProperty(systemPrefix + name, value)),
    ...Object.entries(properties).map(([name, value]) => formatProperty(name, value)),
  ].join('&');
}

function parseProperty(part: string): [string, string] | undefined {
  const equals = part.indexOf('=');
  const name = equals < 0 ? part : part.slice(0, equals);
  const value = equals < 0 ? '' : part.slice(equals + 1);
  // Most need no decoding, and a check is cheaper.
  if (!part.includes('%')) return [name, value];

  try {
    return [decodeURIComponent(name), decodeURIComponent(value)];
  } catch {
    return undefined;
  }
}

function formatProperty(name: string, value: string): string {
  return `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
}
