import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type IdentityWay, identityTokens } from '../../src/azure/identity/identityTokens.ts';
import { SignInError } from '../../src/domain/signInError.ts';
import { makeAuthority } from '../../src/localHub/certificates/authority.ts';
import { makeServerCertificate } from '../../src/localHub/certificates/serverCertificate.ts';
import { firstPlugin, installIdentityPlugin, signInWithAzureResources } from '../support/identityPlugin.ts';
import { leadThrough } from '../support/leadThrough.ts';
import { TestProxy } from '../support/testProxy.ts';

const scope = 'https://management.azure.com/.default';
const addressInUs = 'https://login.microsoftonline.us';
const tenantId = '11111111-2222-3333-4444-555555555555';

/** What the official credentials look at. Nothing of the machine on which the tests run counts. */
const ofCredentials = /^(?:AZURE|IDENTITY|MSI)_|_PROXY$/i;

const tokenBy = (way: IdentityWay, signal?: AbortSignal) => identityTokens(way).getToken({ scope, tenantId }, signal);

/** The sentence that somebody reads who gets no token. */
async function refusal(way: IdentityWay, pluginFolder = ''): Promise<string> {
  const error = await identityTokens(way, { pluginFolder })
    .getToken({ scope, tenantId })
    .then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
  expect(error).toBeInstanceOf(SignInError);
  expect(error instanceof Error && error.cause).toBeUndefined();
  return String(error);
}

beforeEach(() => {
  for (const name of Object.keys(process.env)) if (ofCredentials.test(name)) vi.stubEnv(name, undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

describe('the Azure CLI', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'azure-cli-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** Puts an `az` on the PATH that does this, and keeps what it was called with. */
  async function installCli(script: string): Promise<void> {
    const file = join(folder, 'az');
    await writeFile(file, `#!/bin/sh\necho "$@" > '${join(folder, 'called')}'\n${script}\n`);
    await chmod(file, 0o755);
    vi.stubEnv('PATH', `${folder}:${process.env['PATH'] ?? ''}`);
  }

  test('gives the token of its user for the resource and the tenant that are asked for', async () => {
    const expiresOn = Math.floor(Date.now() / 1000) + 3600;
    // The documentation of `az account get-access-token` shows this.
    const answer = {
      accessToken: 'of-cli',
      expiresOn: '2026-01-01 00:00:00.000000',
      expires_on: expiresOn,
      tokenType: 'Bearer',
    };
    await installCli(`echo '${JSON.stringify({ ...answer, subscription: 's', tenant: tenantId })}'`);

    const { token, expiresAtMs } = await tokenBy('azureCli');
    expect([token.reveal(), expiresAtMs]).toEqual(['of-cli', expiresOn * 1000]);
    expect((await readFile(join(folder, 'called'), 'utf8')).trim()).toBe(
      `account get-access-token --output json --resource https://management.azure.com --tenant ${tenantId}`,
    );
  });

  test('of which nobody is signed in says what to run', async () => {
    await installCli(`echo "ERROR: Please run 'az login' to setup account." >&2; exit 1`);

    expect(await refusal('azureCli')).toMatch(
      /^SignInError: The Azure CLI gives no token: Please run 'az login' .*choose another way in the setting iotHub\.azure\.signInWith\.$/,
    );
  });

  test('that is not installed says where it is to be had', async () => {
    vi.stubEnv('PATH', join(folder, 'nothing'));

    expect(await refusal('azureCli')).toMatch(/The Azure CLI gives no token: Azure CLI could not be found\. .*aka\.ms/);
  });

  test('that does not come to an end keeps nobody who gives up', async () => {
    await installCli(`echo $$ > '${join(folder, 'pid')}'; exec sleep 60`);
    const cancelled = new AbortController();
    const asked = expect(tokenBy('azureCli', cancelled.signal)).rejects.toThrow('This operation was aborted');
    const pid = await vi.waitFor(() => readFile(join(folder, 'pid'), 'utf8').then(toPid), { timeout: 60_000 });
    cancelled.abort();

    await asked;
    process.kill(pid);
  });
});

describe('the extension Azure Resources', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'identity-plugin-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const way = 'visualStudioCode';

  test('of which nobody told where its plug-in is, or where it is not, says what to install', async () => {
    expect(await refusal(way)).toMatch(
      /^SignInError: The extension Azure Resources gives no token: its plug-in is not known\. Run "npm install @azure\/identity-vscode" in a folder of yours, and name that in the setting iotHub\.azure\.identityPluginFolder\./,
    );
    expect(await refusal(way, folder)).toContain(
      `its plug-in is not there. Run "npm install @azure/identity-vscode" in ${folder}.`,
    );
    expect(await refusal(way, 'plugins')).toMatch(
      /the setting iotHub\.azure\.identityPluginFolder needs the whole path/,
    );
  });

  test('whose plug-in does not work here is told with the reason', async () => {
    await installIdentityPlugin(folder, firstPlugin);
    expect(await refusal(way, folder)).toMatch(
      /does not work here \(TypeError: .*setVsCodeCredentialFinder is not a function\)\. It has to be version 2 or later\./,
    );
  });

  test('is asked to sign in first, and then gives the token of its account for each tenant, and for claims', async () => {
    await installIdentityPlugin(folder);
    const tokens = identityTokens(way, { pluginFolder: folder });
    const nobody = { reason: { kind: 'noToken', detail: 'sign in to Azure there first, with "Azure: Sign In".' } };
    await expect(tokens.getToken({ scope })).rejects.toMatchObject(nobody);
    await signInWithAzureResources(folder);
    await expect(tokens.getToken({ scope })).rejects.toMatchObject(nobody);

    await signInWithAzureResources(folder, 'of-ada');
    const authority = 'https://login.microsoftonline.com';
    const { token, expiresAtMs } = await tokens.getToken({ scope, tenantId });
    expect(token.reveal()).toBe(`of-ada|${authority}/${tenantId}|`);
    expect(expiresAtMs).toBeGreaterThan(Date.now());
    const { token: meeting } = await tokens.getToken({ scope, claims: '{"acrs":1}' });
    expect(meeting.reveal()).toBe(`of-ada|${authority}/common|{"acrs":1}`);

    const inUs = identityTokens(way, { pluginFolder: folder, signInAddress: async () => addressInUs });
    expect((await inUs.getToken({ scope })).token.reveal()).toBe(`of-ada|${addressInUs}/common|`);
  });
});

describe('a managed identity', () => {
  test('that is refused says why, and one that is not gives the token of the endpoint that the environment names', async () => {
    let answer: Answer = [400, { error: 'invalid_request', error_description: 'Identity not found' }];
    const asked: (string | null)[] = [];
    await using host = await openHost((url, secret) => {
      asked.push(url.searchParams.get('resource'), secret);
      return answer;
    });
    vi.stubEnv('IDENTITY_ENDPOINT', host.address);
    vi.stubEnv('IDENTITY_HEADER', 'of-host');
    expect(await refusal('managedIdentity')).toMatch(
      /The managed identity gives no token: Identity not found\..*iotHub\.azure\.signInWith/,
    );

    answer = [200, { access_token: 'of-machine', expires_on: String(inAnHour()), resource: 'r', token_type: 'Bearer' }];
    expect((await tokenBy('managedIdentity')).token.reveal()).toBe('of-machine');
    expect(new Set(asked)).toEqual(new Set(['https://management.azure.com', 'of-host']));
  });
});

describe('the environment', () => {
  test('names an application, whose secret is shown to Entra ID and stands in no sentence', async () => {
    await using entra = await openEntra();
    using _led = leadThrough(entra.proxy);
    for (const [name, value] of Object.entries({ AZURE_TENANT_ID: tenantId, AZURE_CLIENT_ID: 'app' }))
      vi.stubEnv(name, value);
    vi.stubEnv('AZURE_CLIENT_SECRET', 'open-sesame');
    expect((await tokenBy('environment')).token.reveal()).toBe('of-application');

    vi.stubEnv('AZURE_CLIENT_SECRET', 'wrong-word');
    const sentence = await refusal('environment');
    expect(sentence).toMatch(
      /The environment gives no token: AADSTS7000215: Invalid client secret provided\. Mend that/,
    );
    expect(sentence).not.toContain('wrong-word');
  });

  test('names an application that signs in where the cloud says so', async () => {
    const { host } = new URL(addressInUs);
    await using entra = await openEntra(host);
    using _led = leadThrough(entra.proxy);
    const application = { AZURE_TENANT_ID: tenantId, AZURE_CLIENT_ID: 'app', AZURE_CLIENT_SECRET: 'open-sesame' };
    for (const [name, value] of Object.entries(application)) vi.stubEnv(name, value);

    const tokens = identityTokens('environment', { signInAddress: async () => addressInUs });
    expect((await tokens.getToken({ scope, tenantId })).token.reveal()).toBe('of-application');
    expect(new Set(entra.proxy.through)).toEqual(new Set([`${host}:443`]));
  });

  test('that names none says which variables there are', async () => {
    expect(await refusal('environment')).toMatch(
      /The environment gives no token: EnvironmentCredential is unavailable\..*iotHub\.azure\.signInWith/,
    );
  });
});

function toPid(text: string): number {
  if (!text.endsWith('\n')) throw new Error('It has not begun yet.');
  return Number(text);
}

const inAnHour = () => Math.floor(Date.now() / 1000) + 3600;

type Answer = readonly [status: number, body: unknown];

/** What App Service gives its applications: an endpoint on this machine. */
async function openHost(answer: (url: URL, secret: string) => Answer) {
  const server = createServer(({ url = '', headers }, response) => {
    const [status, body] = answer(new URL(url, 'http://localhost'), String(headers['x-identity-header']));
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/msi/token`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}

/** Entra ID as its documentation of client credentials shows it, behind a proxy that leads to this machine. */
async function openEntra(host = 'login.microsoftonline.com') {
  const trusted = getCACertificates('default');
  const authority = await makeAuthority(Date.now());
  const server = createTlsServer(
    await makeServerCertificate(authority, [host], Date.now()),
    async (request, response) => {
      const chunks = (await request.toArray()) as Buffer[];
      const form = new URLSearchParams(Buffer.concat(chunks).toString());
      const issuer = `https://${host}/${tenantId}`;
      const [status, body]: Answer = request.url?.includes('openid-configuration')
        ? [200, { issuer: `${issuer}/v2.0`, ...endpointsOf(issuer) }]
        : form.get('client_secret') === 'open-sesame'
          ? [200, { token_type: 'Bearer', expires_in: 3599, access_token: 'of-application' }]
          : [
              401,
              {
                error: 'invalid_client',
                error_description: 'AADSTS7000215: Invalid client secret provided. Trace ID: 1 Correlation ID: 2',
              },
            ];
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    },
  );
  await once(server.listen(0, '127.0.0.1'), 'listening');
  setDefaultCACertificates([...trusted, authority.certificate.toString('pem')]);
  const proxy = await TestProxy.open({ ports: { [host]: (server.address() as AddressInfo).port } });
  return {
    proxy,
    async [Symbol.asyncDispose]() {
      setDefaultCACertificates(trusted);
      await proxy[Symbol.asyncDispose]();
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}

function endpointsOf(issuer: string) {
  return {
    authorization_endpoint: `${issuer}/oauth2/v2.0/authorize`,
    token_endpoint: `${issuer}/oauth2/v2.0/token`,
    end_session_endpoint: `${issuer}/oauth2/v2.0/logout`,
    jwks_uri: `${issuer}/discovery/v2.0/keys`,
  };
}
