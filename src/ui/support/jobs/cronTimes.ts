/** The times of a cron expression, by croner, which is loaded when it is first needed. */

/** When a cron expression runs, in one time zone. */
export interface CronTimes {
  /** The next ones after `from`, at most `count`; fewer if there are no more. */
  next(count: number, from: Date): readonly Date[];
  /** Those after `from`, up to and with `to`, at most `most`: the newest of them. */
  between(from: Date, to: Date, most: number): readonly Date[];
}

/** Reads an expression of five fields. @throws Error with what is wrong with it, in English. */
export async function cronTimes(expression: string, timeZone: string): Promise<CronTimes> {
  const { Cron } = await import('croner');
  const cron = new Cron(expression, { timezone: timeZone, mode: '5-part', paused: true });

  return {
    next: (count, from) => cron.nextRuns(count, from),
    between(from, to, most) {
      const found: Date[] = [];
      for (let time = cron.nextRun(from); time && time <= to; time = cron.nextRun(time)) {
        found.push(time);
        if (found.length > most) found.shift();
      }
      return found;
    },
  };
}
