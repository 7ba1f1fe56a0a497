/** From what a developer asks for to what somebody must act on. */
export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];

/** What a local hub says about its own work. No secret and no message body ever goes here. */
export interface Log {
  readonly debug: (text: string) => void;
  readonly info: (text: string) => void;
  readonly warn: (text: string) => void;
  readonly error: (text: string) => void;
}

/** Writes one line for each text of `least` level or above: `info: text`. */
export function lineLog(write: (line: string) => void, least: LogLevel): Log {
  const to = (level: LogLevel) =>
    logLevels.indexOf(level) < logLevels.indexOf(least)
      ? () => undefined
      : (text: string) => write(`${level}: ${text.replaceAll(/[\r\n]+/g, ' ')}\n`);

  return { debug: to('debug'), info: to('info'), warn: to('warn'), error: to('error') };
}
