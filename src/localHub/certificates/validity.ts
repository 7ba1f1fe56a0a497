const dayMs = 24 * 60 * 60 * 1000;

/** How long certificates live, and how long before their end they are replaced. */
export const lifetimes = {
  authority: { days: 20 * 365, renewBeforeDays: 400 },
  /** Apple's clients refuse server certificates that are valid for more than 398 days. */
  server: { days: 397, renewBeforeDays: 30 },
} as const;

export type Lifetime = (typeof lifetimes)[keyof typeof lifetimes];

/** `notBefore` lies a day back, for clients whose clock is slow. */
export function validity(nowMs: number, { days }: Lifetime): { readonly notBefore: Date; readonly notAfter: Date } {
  return { notBefore: new Date(nowMs - dayMs), notAfter: new Date(nowMs + (days - 1) * dayMs) };
}

/** True from `renewBeforeDays` before the end. */
export function isDue(notAfter: Date, nowMs: number, { renewBeforeDays }: Lifetime): boolean {
  return notAfter.getTime() - nowMs < renewBeforeDays * dayMs;
}
