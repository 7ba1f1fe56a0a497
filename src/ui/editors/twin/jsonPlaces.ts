import { findNodeAtLocation, getLocation, type Node, parseTree } from 'jsonc-parser';

/** A stretch of a text, in UTF-16 units. */
export interface Stretch {
  readonly offset: number;
  readonly length: number;
}

/** Where things are in a JSON text. */
export class JsonPlaces {
  readonly #text: string;
  readonly #root: Node | undefined;

  constructor(text: string) {
    this.#text = text;
    this.#root = parseTree(text);
  }

  /**
   * The value at `path`, or with `ofKey` the key of it. What is not there, because its line was deleted, is told of at the
   * nearest member above.
   */
  find(path: readonly string[], ofKey: boolean): Stretch {
    const node = this.#node(path);
    if (node) return stretchOf(node, ofKey || node.type === 'object');
    return path.length === 0 ? { offset: 0, length: 1 } : this.find(path.slice(0, -1), true);
  }

  /** The keys that lead to a place in the text; indices of arrays as text. */
  pathAt(offset: number): readonly string[] {
    return getLocation(this.#text, offset).path.map(String);
  }

  #node(path: readonly string[]): Node | undefined {
    let node = this.#root;
    for (const key of path) {
      node = node && findNodeAtLocation(node, [node.type === 'array' ? Number(key) : key]);
    }
    return path.length === 0 ? undefined : node;
  }
}

function stretchOf(node: Node, ofKey: boolean): Stretch {
  const key = node.parent?.type === 'property' ? node.parent.children?.[0] : undefined;
  const { offset, length } = (ofKey ? key : undefined) ?? node;
  return { offset, length };
}
