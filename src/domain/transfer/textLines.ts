/** The longest line that is read: a twin has at most 72 KB, and each character may be written as `\u0000`. */
export const longestLine = 1024 * 1024;

/** A line of a file without its end, from 1; one that is longer than {@link longestLine} comes without its text. */
export interface TextLine {
  readonly number: number;
  readonly text: string | undefined;
}

/** The lines of a text that comes in pieces; holds no more than the longest line. Empty lines come too. */
export async function* textLines(pieces: AsyncIterable<string>): AsyncGenerator<TextLine, void> {
  let number = 1;
  let pending: string | undefined = '';
  const joined = (more: string): string | undefined =>
    pending === undefined || pending.length + more.length > longestLine ? undefined : pending + more;

  for await (const piece of pieces) {
    const parts = piece.split('\n');
    const last = parts.pop() ?? '';
    for (const part of parts) {
      yield { number: number++, text: joined(part)?.replace(/\r$/, '') };
      pending = '';
    }
    pending = joined(last);
  }
  if (pending !== '') yield { number, text: pending };
}
