/** The oldest and the newest version of the device API. */
const range = { first: '2017-08-31', last: '2021-10-01' } as const;

/** True for a version that devices ask with: a date, some with `-preview`. */
export function isDeviceApiVersion(text: string): boolean {
  const date = /^(?<date>\d{4}-\d{2}-\d{2})(?:-preview)?$/.exec(text)?.groups?.['date'];
  return date !== undefined && date >= range.first && date <= range.last;
}
