import * as z from 'zod/mini';
import { sentConfiguration } from '../../domain/configuration/configurationDocument.ts';
import type { HubConfigurations } from '../../domain/configuration/deviceConfiguration.ts';
import type { JsonObject } from '../../domain/json.ts';
import { jsonEqual } from '../../domain/jsonEqual.ts';
import { HubError } from '../../domain/hubError.ts';
import { readConfiguration } from './configurationAnswer.ts';
import type { HubCalls } from './hubCalls.ts';
import { unlessDone } from './unlessDone.ts';
import { readAnswer } from './wire.ts';

/** The configurations of a hub: automatic device management. */
export function hubConfigurations(calls: HubCalls): HubConfigurations {
  const get: HubConfigurations['get'] = (configurationId, signal) =>
    calls.run({
      subject: { configurationId },
      signal,
      send: async ({ registry }) => readConfiguration((await registry.getConfiguration(configurationId)).responseBody),
    });

  return {
    get,
    list: signal =>
      calls.run({
        subject: {},
        signal,
        async send({ registry }) {
          const { responseBody } = await registry.getConfigurations();
          return readAnswer(z.array(z.unknown()), responseBody).map(readConfiguration);
        },
      }),
    /** One that is there when the request is sent again may be of the try before, or somebody else's. */
    async create(configurationId, document, signal) {
      const body = bodyOf(configurationId, document);
      const created = await calls.run({
        subject: { configurationId },
        signal,
        async send(sdk, { mayRepeat }) {
          const answer = await unlessDone(sdk.put(pathOf(configurationId), body), mayRepeat && 409);
          return answer === undefined ? undefined : readConfiguration(answer);
        },
      });
      if (created) return created;

      const existing = await get(configurationId, signal);
      if (jsonEqual(sentConfiguration(existing.document), body)) return existing;
      throw new HubError({ kind: 'configurationExists', configurationId });
    },
    replace: (configurationId, document, etag, signal) =>
      calls.run({
        subject: { configurationId },
        signal,
        send: async sdk =>
          readConfiguration(await sdk.put(pathOf(configurationId), bodyOf(configurationId, document), etag)),
      }),
    delete: (configurationId, signal) =>
      calls.run({
        subject: { configurationId },
        signal,
        async send({ registry }, { mayRepeat }) {
          await unlessDone(registry.removeConfiguration(configurationId), mayRepeat && 404);
        },
      }),
  };
}

function bodyOf(id: string, document: JsonObject): JsonObject {
  return { schemaVersion: '1.0', ...sentConfiguration(document), id };
}

function pathOf(configurationId: string): string {
  return `/configurations/${encodeURIComponent(configurationId)}`;
}
