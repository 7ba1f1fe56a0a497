import * as tls from 'node:tls';

/**
 * From now on, this process also trusts the authorities that this machine does, as VS Code itself does. Without effect in
 * versions of Node before 22.19, which cannot.
 */
export function trustSystem(): void {
  if (!('setDefaultCACertificates' in tls)) return;
  const authorities = new Set([...tls.getCACertificates('default'), ...tls.getCACertificates('system')]);
  tls.setDefaultCACertificates([...authorities]);
}
