/** Why a text is not the public key of SSH; nothing if it is. Source: RFC 4253, 6.6, and OpenSSH's format of a line. */
export function sshKeyProblem(text: string): 'private' | 'format' | undefined {
  if (/PRIVATE KEY-----/.test(text)) return 'private';
  const isKey = /^(?:ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(?:256|384|521)) [A-Za-z0-9+/]{40,}={0,2}(?: [^\r\n]*)?$/.test(
    text,
  );
  return isKey ? undefined : 'format';
}

/** Why a text cannot be the password of Windows; nothing if it can. Source: Azure, "What are the password requirements when creating a VM?" */
export function passwordProblem(text: string): 'length' | 'kinds' | undefined {
  if (text.length < 12 || text.length > 123) return 'length';
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter(kind => kind.test(text)).length;
  return kinds >= 3 ? undefined : 'kinds';
}

/** Why a text cannot be where a machine is open to; nothing if it can: an address of IPv4, with how many bits count of it. */
export function openToProblem(text: string): 'format' | undefined {
  const parts = /^(?<address>\d+\.\d+\.\d+\.\d+)(?:\/(?<bits>\d+))?$/.exec(text)?.groups;
  const bytes = parts?.['address']?.split('.').map(Number) ?? [];
  const fits = parts !== undefined && bytes.every(byte => byte <= 255) && Number(parts['bits'] ?? 32) <= 32;
  return fits || text === '' ? undefined : 'format';
}
