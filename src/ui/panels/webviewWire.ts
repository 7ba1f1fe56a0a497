import type { Webview } from 'vscode';
import type { Wire } from '../../protocol/schemas.ts';

/** The way to a page. What is posted while the page is hidden is lost: a page asks for all it needs when it opens. */
export function webviewWire(webview: Pick<Webview, 'postMessage' | 'onDidReceiveMessage'>): Wire {
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- to a webview, not to a window
    post: message => void webview.postMessage(message),
    listen(listener) {
      const subscription = webview.onDidReceiveMessage(listener);
      return () => void subscription.dispose();
    },
  };
}
