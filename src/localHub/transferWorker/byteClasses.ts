import { checkDeviceId } from '../../domain/deviceId.ts';

/** What a byte may be in: a text, a key, or a key that only the service writes, such as `$version`; a device id, base64. */
export const inText = 1;
export const inKey = 2;
export const inOwnKey = 4;
export const inId = 8;
export const inBase64 = 16;

/** The classes of each byte. */
export const classes = Uint8Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  const text = byte >= 0x20 && byte <= 0x7e && character !== '"' && character !== '\\' ? inText : 0;
  const key = /[\w-]/.test(character) ? inKey | inOwnKey : character === '$' ? inOwnKey : 0;
  const id = checkDeviceId(character) === undefined ? inId : 0;
  return text | key | id | (/[A-Za-z0-9+/]/.test(character) ? inBase64 : 0);
});
