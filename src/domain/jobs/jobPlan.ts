/** How the extension itself runs a job, beyond what the service does: in stages, or again and again. */
export type JobPlan =
  | { readonly kind: 'stages'; readonly stages: readonly number[]; readonly mostFailuresPercent: number }
  | { readonly kind: 'recurring'; readonly cron: string; readonly timeZone: string };

export const defaultStagesText = '1, 10, 100';
export const defaultMostFailuresText = '5';
/** At nine each evening. */
export const defaultCron = '0 21 * * *';
