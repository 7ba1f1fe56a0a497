import type { Wire } from '../protocol/schemas.ts';

/** What VS Code gives a page. It can be asked for once, and is not passed on. */
interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** A page's way to its host, and what it keeps while it is hidden and over a reload of the window. */
export interface PageHost {
  readonly wire: Wire;
  /** Whatever was kept; it may come from an older version of the page. */
  readonly keptState: unknown;
  keepState(state: unknown): void;
}

export function pageHost(): PageHost {
  const api = acquireVsCodeApi();

  return {
    wire: {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- to VS Code, not to a window
      post: message => api.postMessage(message),
      listen(listener) {
        const hear = ({ data }: MessageEvent<unknown>) => listener(data);
        window.addEventListener('message', hear);
        return () => window.removeEventListener('message', hear);
      },
    },
    keptState: api.getState(),
    keepState: state => api.setState(state),
  };
}
