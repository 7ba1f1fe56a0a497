import * as vscode from 'vscode';

/** A person who presses Cancel in the notification of a progress with this title, once it shows, until it is disposed. */
export function pressingCancel(title: string): Disposable {
  const { withProgress } = vscode.window;
  const watched: typeof withProgress = (options, task) =>
    withProgress(options, (progress, token) => {
      const isIt = options.location === vscode.ProgressLocation.Notification && options.title === title;
      if (!isIt) return task(progress, token);

      const button = new vscode.CancellationTokenSource();
      const done = task(progress, button.token);
      button.cancel();
      return done;
    });
  Object.assign(vscode.window, { withProgress: watched });
  return { [Symbol.dispose]: () => void Object.assign(vscode.window, { withProgress }) };
}
