import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type { TokenCredential } from '@azure/core-auth';
import type { IdentityPlugin } from '@azure/identity';
import * as z from 'zod/mini';

const packageName = '@azure/identity-vscode';
const folderSetting = 'iotHub.azure.identityPluginFolder';

const pluginModule = z.object({ vsCodePlugin: z.custom<IdentityPlugin>(value => typeof value === 'function') });

/**
 * The account of the extension Azure Resources: VisualStudioCodeCredential of @azure/identity with its plug-in, a package
 * that has native parts of one platform and so is not in the bundle.
 * @param folder where a person installed the package with npm; empty if nowhere. What is there is run.
 * @param authority where one signs in, if it is not the public cloud.
 */
export function visualStudioCodeCredential(
  folder: string,
  authority: { readonly authorityHost?: string } = {},
): TokenCredential {
  return {
    // A new one each time: it goes by the tenant that it was made for, and keeps that nobody was signed in.
    async getToken(scopes, options) {
      const { useIdentityPlugin, VisualStudioCodeCredential } = await import('./identitySdk.ts');
      loadPlugin(folder, useIdentityPlugin);
      const { tenantId } = options ?? {};
      const credential = new VisualStudioCodeCredential({
        ...authority,
        ...(tenantId === undefined ? {} : { tenantId }),
      });
      try {
        return await credential.getToken(scopes, options);
      } catch (error) {
        if (!isNobody(error)) throw error;
        throw new Error('sign in to Azure there first, with "Azure: Sign In".', { cause: error });
      }
    },
  };
}

/** Each time: a plug-in looks then whether somebody has signed in. @throws Error that says what to install, and where. */
function loadPlugin(folder: string, use: (plugin: IdentityPlugin) => void): void {
  const install = `npm install ${packageName}`;
  if (folder === '')
    throw new Error(
      `its plug-in is not known. Run "${install}" in a folder of yours, and name that in the setting ${folderSetting}.`,
    );
  if (!isAbsolute(folder)) throw new Error(`the setting ${folderSetting} needs the whole path of a folder.`);

  const place = join(folder, 'node_modules', packageName);
  if (!existsSync(place)) throw new Error(`its plug-in is not there. Run "${install}" in ${folder}.`);
  try {
    const { data } = pluginModule.safeParse(createRequire(join(folder, 'package.json'))(place));
    if (!data) throw new Error('it exports no vsCodePlugin');
    use(data.vsCodePlugin);
  } catch (cause) {
    const [why = ''] = String(cause).split('\n');
    const text = `${packageName} in ${folder} does not work here (${why}). It has to be version 2 or later.`;
    throw new Error(text, { cause });
  }
}

/** What the credential throws if there is no record of a sign-in, or none that is still good. */
function isNobody(error: unknown): boolean {
  return error instanceof Error && /^(?:CredentialUnavailable|AuthenticationRequired)Error$/.test(error.name);
}
