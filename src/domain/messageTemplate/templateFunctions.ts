import type { TemplateValue } from './messageTemplate.ts';

export type TemplateArgument = string | number | boolean | null;

/** A function that templates can call: `{{name arguments…}}`. */
export interface TemplateFunction {
  readonly name: string;
  /** How to call it, for messages and help: `random LOWEST HIGHEST [DECIMALS]`. */
  readonly usage: string;
  /** What it gives, in a few words. */
  readonly gives: string;
  /** Checks the arguments once; gives nothing if they do not fit {@link usage}. */
  readonly bind: (values: readonly TemplateArgument[]) => TemplateValue | undefined;
}

/** Every function, in the order in which help shows them. */
export const templateFunctions: readonly TemplateFunction[] = [
  plain('deviceId', 'the id of the device', ({ deviceId }) => deviceId),
  plain('now', 'the time in UTC, ISO 8601', ({ now }) => now.toISOString()),
  plain('unixTime', 'the time in seconds since 1970', ({ now }) => Math.floor(now.getTime() / 1000)),
  plain('counter', 'the number of the message: 1, 2, 3…', ({ messageNumber }) => messageNumber),
  numeric(
    'random LOWEST HIGHEST [DECIMALS]',
    'a number between two others, with 2 decimals unless you say',
    randomNumber,
  ),
  numeric('int LOWEST HIGHEST', 'a whole number from the lowest to the highest', wholeNumber),
  numeric('step FROM TO BY', 'a number that grows with each message and starts again at the end', step),
  numeric('wave LOWEST HIGHEST MESSAGES', 'a sine wave between two numbers that takes so many messages', wave),
  { name: 'pick', usage: "pick 'A' 'B' …", gives: 'one of the values', bind: pick },
  plain('uuid', 'a random id', ({ random }) => uuidVersion4(random)),
];

function plain(name: string, gives: string, value: TemplateValue): TemplateFunction {
  return { name, usage: name, gives, bind: values => (values.length === 0 ? value : undefined) };
}

/** A function of numbers only; the number of words in `usage` says how many it takes. */
function numeric(
  usage: string,
  gives: string,
  make: (...numbers: readonly number[]) => TemplateValue | undefined,
): TemplateFunction {
  const [name = '', ...parameters] = usage.split(' ');
  const least = parameters.filter(parameter => !parameter.startsWith('[')).length;

  return {
    name,
    usage,
    gives,
    bind(values) {
      const numbers = values.filter(value => typeof value === 'number');
      const fits = numbers.length === values.length && numbers.length >= least && numbers.length <= parameters.length;
      return fits ? make(...numbers) : undefined;
    },
  };
}

function randomNumber(lowest = 0, highest = 0, decimals = 2): TemplateValue | undefined {
  if (lowest > highest || !Number.isInteger(decimals) || decimals < 0 || decimals > 15) return undefined;

  return ({ random }) => round(lowest + random() * (highest - lowest), decimals);
}

function wholeNumber(lowest = 0, highest = 0): TemplateValue | undefined {
  if (lowest > highest || !Number.isInteger(lowest) || !Number.isInteger(highest)) return undefined;

  return ({ random }) => lowest + Math.floor(random() * (highest - lowest + 1));
}

function step(from = 0, to = 0, by = 0): TemplateValue | undefined {
  if (by <= 0 || from > to) return undefined;

  // 0 to 0.3 by 0.1 has four steps, whatever binary fractions say.
  const steps = Math.floor((to - from) / by + 1e-9) + 1;
  return ({ messageNumber }) => round(from + by * ((messageNumber - 1) % steps), 10);
}

function wave(lowest = 0, highest = 0, messages = 0): TemplateValue | undefined {
  if (messages < 1 || lowest > highest) return undefined;

  const swing = (highest - lowest) / 2;
  return ({ messageNumber }) =>
    round(lowest + swing * (1 + Math.sin((2 * Math.PI * (messageNumber - 1)) / messages)), 3);
}

function pick(values: readonly TemplateArgument[]): TemplateValue | undefined {
  if (values.length === 0) return undefined;

  return ({ random }) => values[Math.floor(random() * values.length)] ?? null;
}

function round(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}

function uuidVersion4(random: () => number): string {
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replaceAll(/[xy]/g, place => {
    const digit = Math.floor(random() * 16);
    return (place === 'x' ? digit : (digit % 4) + 8).toString(16);
  });
}
