import { TemplateSyntaxError } from './templateSyntaxError.ts';

/** A cursor over the text of a template. */
export class TemplateReader {
  offset = 0;

  constructor(readonly text: string) {}

  get atEnd(): boolean {
    return this.offset >= this.text.length;
  }

  /** The character under the cursor; empty at the end. */
  get next(): string {
    return this.text.charAt(this.offset);
  }

  sees(expected: string): boolean {
    return this.text.startsWith(expected, this.offset);
  }

  /** Steps over `expected` if it is next. */
  take(expected: string): boolean {
    if (!this.sees(expected)) return false;
    this.offset += expected.length;
    return true;
  }

  /** Takes what a sticky pattern matches here, or nothing. */
  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.offset;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.offset += found.length;
    return found;
  }

  skipSpace(): void {
    this.match(/\s*/y);
  }

  /** Stops reading, here or at `offset`. */
  fail(message: string, offset: number = this.offset): never {
    throw new TemplateSyntaxError(message, offset);
  }

  /** The word or sign under the cursor, in quotes, for messages. */
  describeNext(): string {
    return this.atEnd ? 'the end of the template' : `"${/[\w.-]+|[^]/y.exec(this.text.slice(this.offset))?.[0] ?? ''}"`;
  }
}
