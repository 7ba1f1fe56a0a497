import { contentOf } from '../../../domain/twin/twinContent.ts';
import { parseTwinDocument } from '../../../domain/twin/twinDocument.ts';
import { twinPatch } from '../../../domain/twin/twinPatch.ts';
import type { TwinRequest } from '../../../domain/twin/twinRequest.ts';
import { openDocument } from '../../editors/twin/openDocument.ts';
import { twinUri } from '../../editors/twin/twinAddress.ts';
import type { Services } from '../services.ts';
import type { IdentityTarget } from './deviceTarget.ts';

/** The request that saving a twin's document would send; a read if there is nothing to save. */
export async function twinRequest({ twinDocuments }: Services, target: IdentityTarget): Promise<TwinRequest> {
  const { client } = await target.hub.connect();
  const { deviceId, moduleId } = target;
  const uri = twinUri(target);
  const edited = parseTwinDocument(openDocument(uri)?.getText() ?? '');
  const opened = edited && twinDocuments.startOf(uri, edited);
  const patch = edited && opened && twinPatch(contentOf(opened), contentOf(edited));
  const etag = typeof opened?.['etag'] === 'string' ? opened['etag'] : '*';

  return {
    hostName: client.hostName,
    deviceId,
    ...(moduleId === undefined ? {} : { moduleId }),
    ...(patch ? { change: { patch, etag } } : {}),
  };
}
