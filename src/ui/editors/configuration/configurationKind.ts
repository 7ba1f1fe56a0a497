import * as vscode from 'vscode';
import { configurationText } from '../../../domain/configuration/configurationDocument.ts';
import { HubError } from '../../../domain/hubError.ts';
import type { Hubs } from '../../support/hub/hubs.ts';
import type { EtaggedKind } from '../etagged/etaggedKind.ts';
import { configurationRefusals } from './configurationRefusals.ts';
import {
  type ConfigurationTarget,
  configurationOfUri,
  configurationScheme,
  configurationUri,
} from './configurationTarget.ts';

/** Configurations of hubs as documents. */
export function configurationKind(hubs: Hubs): EtaggedKind<ConfigurationTarget> {
  return {
    scheme: configurationScheme,
    uriOf: configurationUri,
    targetOf: uri => configurationOfUri(hubs, uri),
    nameOf: ({ configurationId }) => configurationId,
    text: configurationText,
    async read({ hub, configurationId }, signal) {
      const { client } = await hub.connect();
      return (await client.configurations.get(configurationId, signal)).document;
    },
    async create({ hub, configurationId }, content) {
      const { client } = await hub.connect();
      return (await client.configurations.create(configurationId, content)).document;
    },
    async replace({ hub, configurationId }, content, etag) {
      const { client } = await hub.connect();
      return (await client.configurations.replace(configurationId, content, etag)).document;
    },
    isConflict: error => HubError.is(error, 'configurationChanged'),
    refusals: ({ configurationId }, edited, saved) => configurationRefusals(configurationId, edited, saved),
    words: {
      gone: vscode.l10n.t('This hub is no longer in the list. Add it again.'),
      changed: vscode.l10n.t(
        'Somebody else changed this configuration. Nothing is saved yet: compare, then save again to put yours in its place, or revert to take theirs.',
      ),
      notByItself: vscode.l10n.t(
        'A configuration is not saved automatically, as devices would follow what is half typed. Save it yourself.',
      ),
    },
  };
}
