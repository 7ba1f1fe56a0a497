import { expect, test } from 'vitest';
import { deviceCloudInit, deviceKeyMark, withDeviceKey } from '../../../../src/domain/resources/cloudInit.ts';
import { openToProblem, passwordProblem, sshKeyProblem } from '../../../../src/domain/resources/sshKey.ts';
import { userNameProblem } from '../../../../src/domain/resources/userName.ts';

const key = `ssh-ed25519 ${'A'.repeat(68)}`;

test.each([
  [`${key} ada@contoso`, undefined],
  [key, undefined],
  ['-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA', 'private'],
  ['ssh-ed25519', 'format'],
  [`${key}\n${key}`, 'format'],
])('%s as a public key: %s', (text, problem) => {
  expect(sshKeyProblem(text)).toBe(problem);
});

test.each([
  ['', undefined],
  ['203.0.113.7', undefined],
  ['203.0.113.0/24', undefined],
  ['203.0.113.256', 'format'],
  ['203.0.113.0/33', 'format'],
  ['*', 'format'],
])('"%s" as where a machine is open to: %s', (text, problem) => {
  expect(openToProblem(text)).toBe(problem);
});

test.each([
  ['operator', 'Linux', undefined],
  ['Ada.Lovelace', 'Windows', undefined],
  ['Ada.Lovelace', 'Linux', 'form'],
  ['a'.repeat(32), 'Linux', undefined],
  ['a'.repeat(21), 'Windows', 'form'],
  ['ada.', 'Windows', 'form'],
  ['Administrator', 'Windows', 'refused'],
  ['root', 'Linux', 'refused'],
] as const)('%s as the administrator of %s: %s', (name, osType, problem) => {
  expect(userNameProblem(name, osType)).toBe(problem);
});

test('a password has 12 characters of three kinds', () => {
  expect(passwordProblem('Short-1')).toBe('length');
  expect(passwordProblem('onlysmallletters')).toBe('kinds');
  expect(passwordProblem('Long-enough-1')).toBeUndefined();
});

test('the document of a device has a mark in the place of its key until it is sent', () => {
  const document = deviceCloudInit({ host: 'h', idScope: '0ne1', registrationId: 'door-1' });

  expect(document).toMatch(/^#cloud-config\n/);
  expect(document).toContain(`"registrationId":"door-1","key":"${deviceKeyMark}"`);
  expect(withDeviceKey(document, 'c2VjcmV0')).toContain('"key":"c2VjcmV0"');
});
