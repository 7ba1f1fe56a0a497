/** A local time as Python's `str(datetime.now())` writes it: `2018-01-02 12:34:56.789000`. */
export function pythonDateTime(date: Date): string {
  const day = [date.getFullYear(), pad(date.getMonth() + 1), pad(date.getDate())].join('-');
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(part => pad(part)).join(':');

  return `${day} ${time}.${pad(date.getMilliseconds(), 3)}000`;
}

function pad(part: number, length = 2): string {
  return String(part).padStart(length, '0');
}
