import type { CertificateDescription, IotHubClient, IotHubQuotaMetricInfo } from '@azure/arm-iothub';
import type { CertificateAuthorities, CertificateAuthority, HubResource, HubUsage } from '../../domain/hubResource.ts';
import { ResourceError } from '../../domain/resourceError.ts';
import { hubConsumerGroups } from './hubConsumerGroups.ts';
import { hubPolicies } from './hubPolicies.ts';
import type { HubResourceAddress } from './hubResourceAddress.ts';
import { type ResourceCall, callOptions, resourceCalls } from './resourceCalls.ts';

/** Speaks of a hub with its resource manager. Opens no connection before the first call. */
export function createHubResource(address: HubResourceAddress): HubResource {
  const { management } = address;
  const call = resourceCalls(management, async () => {
    const { managementClient } = await import('./managementClient.ts');
    return managementClient(address);
  });
  return {
    certificates: certificateAuthorities(address, call),
    policies: hubPolicies(address, call),
    consumerGroups: hubConsumerGroups(address, call),
    usage: signal => usage(address, call, signal),
  };
}

async function usage(
  { resourceGroup, name: hub }: HubResourceAddress,
  call: ResourceCall<IotHubClient>,
  signal: AbortSignal | undefined,
): Promise<HubUsage> {
  return call(hub, async ({ iotHubResource }) => {
    const { sku } = await iotHubResource.get(resourceGroup, hub, callOptions(signal));
    const metrics = await Array.fromAsync(iotHubResource.listQuotaMetrics(resourceGroup, hub, callOptions(signal)));
    return { sku: sku.name, units: sku.capacity ?? 1, metrics: metrics.map(toMetric) };
  });
}

function toMetric({ name = '', currentValue = 0, maxValue }: IotHubQuotaMetricInfo): HubUsage['metrics'][number] {
  return { name, used: currentValue, ...(maxValue === undefined ? {} : { most: maxValue }) };
}

function certificateAuthorities(
  { resourceGroup, name: hub }: HubResourceAddress,
  callClient: ResourceCall<IotHubClient>,
): CertificateAuthorities {
  const call = <T>(resource: string, ask: (client: IotHubClient['certificates']) => Promise<T>): Promise<T> =>
    callClient(resource, ({ certificates }) => ask(certificates));

  return {
    list: signal =>
      call(hub, async client => {
        const { value = [] } = await client.listByIotHub(resourceGroup, hub, callOptions(signal));
        return value.map(toAuthority);
      }),
    add: (name, certificate, signal) =>
      call(name, async client => {
        const description = { properties: { certificate } };
        return toAuthority(await client.createOrUpdate(resourceGroup, hub, name, description, callOptions(signal)));
      }),
    generateVerificationCode: ({ name, etag }, signal) =>
      call(name, async client => {
        const answer = await client.generateVerificationCode(resourceGroup, hub, name, etag, callOptions(signal));
        const { verificationCode, certificate } = answer.properties ?? {};
        if (!verificationCode || !certificate || !answer.etag) throw unreadable();

        return { code: verificationCode, etag: answer.etag, certificate: pemOf(certificate) };
      }),
    verify: (name, { etag }, certificate, signal) =>
      call(name, async client =>
        toAuthority(await client.verify(resourceGroup, hub, name, etag, { certificate }, callOptions(signal))),
      ),
    delete: ({ name, etag }, signal) =>
      call(name, client => client.delete(resourceGroup, hub, name, etag, callOptions(signal))),
  };
}

function toAuthority({ name, etag, properties }: CertificateDescription): CertificateAuthority {
  const { subject = '', thumbprint = '', expiry, isVerified = false } = properties ?? {};
  if (!name || !etag || !expiry) throw unreadable();

  return { name, etag, subject, thumbprint, expires: expiry, isVerified };
}

function unreadable(): ResourceError {
  return new ResourceError({ kind: 'rejected', detail: 'its answer has no certificate.' });
}

/** The service gives base64 of DER, or of the PEM that was uploaded. */
function pemOf(certificate: string): string {
  const text = Buffer.from(certificate, 'base64').toString('latin1');
  if (text.startsWith('-----BEGIN')) return text;

  const lines = certificate.match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
