/** What a device asks for when it publishes to one of the fixed topics of an IoT hub. */
export type DeviceRequest =
  | { readonly kind: 'telemetry'; readonly propertyBag: string }
  | { readonly kind: 'getTwin'; readonly requestId: string }
  | { readonly kind: 'patchReported'; readonly requestId: string }
  | { readonly kind: 'answerMethod'; readonly requestId: string; readonly status: number };

/**
 * Reads the topic of a publish, or gives nothing for one that no IoT hub has, or that belongs to another device: the
 * caller then drops the connection. IoT Hub, "Communicate with your IoT hub using the MQTT protocol".
 * @param ownTopics the beginnings of the device's own topics for telemetry, see `eventTopics`.
 */
export function parsePublishTopic(topic: string, ownTopics: readonly string[]): DeviceRequest | undefined {
  for (const events of ownTopics) {
    if (topic.startsWith(events)) return telemetry(topic, events.length);
  }
  return topic.startsWith('$iothub/') ? parseServiceTopic(topic) : undefined;
}

/** `+` and `#` are for filters only [MQTT-3.3.2-2]; the device's own id, which may have them, is not looked at. */
function telemetry(topic: string, end: number): DeviceRequest | undefined {
  if (topic.length > end && topic[end] !== '/') return undefined;
  if (topic.includes('+', end) || topic.includes('#', end)) return undefined;

  // Some clients add a slash at the end, some a question mark in front.
  const from = topic[end + 1] === '?' ? end + 2 : end + 1;
  const to = topic.length > from && topic.endsWith('/') ? -1 : undefined;
  return { kind: 'telemetry', propertyBag: topic.slice(from, to) };
}

const getTwinPattern = /^\$iothub\/twin\/GET\/?\?\$rid=(?<requestId>[^&#+]+)/;
const patchReportedPattern = /^\$iothub\/twin\/PATCH\/properties\/reported\/?\?\$rid=(?<requestId>[^&#+]+)/;
const answerMethodPattern = /^\$iothub\/methods\/res\/(?<status>-?\d{1,10})\/?\?\$rid=(?<requestId>[^&#+]+)/;

function parseServiceTopic(topic: string): DeviceRequest | undefined {
  const read = getTwinPattern.exec(topic)?.groups;
  if (read) return { kind: 'getTwin', requestId: read['requestId'] ?? '' };

  const patch = patchReportedPattern.exec(topic)?.groups;
  if (patch) return { kind: 'patchReported', requestId: patch['requestId'] ?? '' };

  const answer = answerMethodPattern.exec(topic)?.groups;
  return answer && { kind: 'answerMethod', requestId: answer['requestId'] ?? '', status: Number(answer['status']) };
}
