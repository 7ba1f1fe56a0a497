import type { NetworkInterface, NetworkResources } from '../../domain/resources/network.ts';
import { isJsonObject, type JsonObject } from '../../domain/json.ts';
import { jsonObject } from '../iotHub/wire.ts';
import type { ArmCalls } from './armCalls.ts';

const apiVersion = '2026-01-01';

/** Parts of networks, by their ids. */
export function networkResources(calls: ArmCalls): NetworkResources {
  return {
    async interface(id, signal) {
      const document = await calls.get(jsonObject, { path: id, apiVersion, signal });
      return { id, document, addressId: addressIdOf(document) };
    },
    setAddress: ({ id, document }, addressId, signal) =>
      calls.begin('PUT', { path: id, apiVersion, body: withAddress(document, addressId), signal }),
    delete: (id, signal) => calls.begin('DELETE', { path: id, apiVersion, signal }),
  };
}

function addressIdOf(document: JsonObject): NetworkInterface['addressId'] {
  const { publicIPAddress } = propertiesOf(configurationsOf(document)[0]);
  const id = isJsonObject(publicIPAddress) ? publicIPAddress['id'] : undefined;
  return typeof id === 'string' ? id : undefined;
}

/** The interface as it is, with another public address on its first configuration, or none. */
function withAddress(document: JsonObject, addressId: string | undefined): JsonObject {
  const [first, ...others] = configurationsOf(document);
  const { publicIPAddress, ...kept } = propertiesOf(first);
  const before = isJsonObject(publicIPAddress) ? publicIPAddress : {};
  const address: JsonObject = addressId === undefined ? {} : { publicIPAddress: { ...before, id: addressId } };
  const changed = { ...first, properties: { ...kept, ...address } };
  return { ...document, properties: { ...propertiesOf(document), ipConfigurations: [changed, ...others] } };
}

function configurationsOf(document: JsonObject): readonly JsonObject[] {
  const { ipConfigurations } = propertiesOf(document);
  return Array.isArray(ipConfigurations) ? ipConfigurations.filter(isJsonObject) : [];
}

function propertiesOf(document: JsonObject | undefined): JsonObject {
  const properties = document?.['properties'];
  return isJsonObject(properties) ? properties : {};
}
