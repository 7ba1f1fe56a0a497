import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A plug-in as @azure/identity-vscode 2 is one: it names the record of the last sign-in, if there is one, and a broker. The
 * record is beside it instead of in the home folder; the broker's tokens are `TOKEN` of the record, and what was asked.
 */
const plugin = `
const { existsSync, readFileSync } = require('node:fs');
const record = require('node:path').join(__dirname, 'authRecord.json');

class Broker {
  isBrokerAvailable = true;
  setLogger() {}
  async acquireTokenSilent({ account, authority, scopes, claims, clientId, correlationId }) {
    const { token } = JSON.parse(readFileSync(record, 'utf8'));
    if (token === undefined) throw Object.assign(new Error('It has expired.'), { name: 'InteractionRequiredAuthError' });

    const accessToken = [token, authority, claims ?? ''].join('|');
    const expiresOn = new Date(Date.now() + 3_600_000);
    return { accessToken, account, authority, scopes, expiresOn, correlationId, fromCache: false, tokenType: 'Bearer' };
  }
}

exports.vsCodePlugin = ({ vsCodeCredentialControl }) => {
  if (existsSync(record)) vsCodeCredentialControl.setVSCodeAuthRecordPath(record);
  vsCodeCredentialControl.setVSCodeBroker(new Broker());
};
`;

/** What version 1 does, which is for @azure/identity before 4.11. */
export const firstPlugin = `
exports.vsCodePlugin = ({ vsCodeCredentialControl }) => vsCodeCredentialControl.setVsCodeCredentialFinder(() => []);
`;

/** Installs the plug-in in a folder, as npm does. */
export async function installIdentityPlugin(folder: string, script = plugin): Promise<void> {
  await mkdir(placeIn(folder), { recursive: true });
  const manifest = { name: '@azure/identity-vscode', version: '2.0.0', main: './index.js' };
  await writeFile(join(placeIn(folder), 'package.json'), JSON.stringify(manifest));
  await writeFile(join(placeIn(folder), 'index.js'), script);
}

/** Signs in with the extension Azure Resources. @param token absent: of an account whose sign-in has expired. */
export async function signInWithAzureResources(folder: string, token?: string): Promise<void> {
  const account = { authority: 'login.microsoftonline.com', homeAccountId: 'ada.contoso', tenantId: 'contoso' };
  const record = { ...account, username: 'ada@contoso.com', clientId: 'editor', version: '1.0', token };
  await writeFile(join(placeIn(folder), 'authRecord.json'), JSON.stringify(record));
}

function placeIn(folder: string): string {
  return join(folder, 'node_modules', '@azure', 'identity-vscode');
}
