import type { Scan, Stretch } from '../store/scan.ts';
import { Turns } from './turns.ts';

/**
 * Reads a scan to its end, from after `name` on, and lets the hub serve others after each stretch, which takes a turn
 * together with what is done with it by whoever asks. When the store is closed they end.
 */
export async function* stretchesOf<T>(
  scan: Scan<T>,
  name = '',
  { size }: { readonly size?: number } = {},
): AsyncGenerator<Stretch<T>, void> {
  const turns = new Turns(size);
  for (let last: string | undefined = name; last !== undefined && scan.isOpen;) {
    turns.begin();
    const stretch = scan.after(last, turns.size);
    yield stretch;
    turns.end();
    ({ last } = stretch);
    await turns.giveWay();
  }
}
