// Fills a hub's store through the hub's own tables: a million devices over REST would take the bench's time.
import { IdentityTable } from '../../../src/localHub/store/identityTable.ts';
import { Store } from '../../../src/localHub/store/store.ts';
import { serveDuties } from '../worker.ts';
import { recordOf } from './generatedDevices.ts';

export type StoreFiller = {
  fill(job: { readonly storeFile: string; readonly count: number }): Promise<void>;
};

const transactionSize = 10_000;

serveDuties({
  async fill({ storeFile, count }) {
    const store = await Store.open(storeFile);
    const identities = new IdentityTable(store);
    for (let index = 0; index < count; index++) {
      identities.add(recordOf(index));
      if (index % transactionSize === 0) store.flush();
    }
    store.close();
  },
} satisfies StoreFiller);
