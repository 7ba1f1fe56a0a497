import { once } from 'node:events';
import { createServer } from 'node:http';
import { Agent, get } from 'node:https';
import type { Socket } from 'node:net';
import { connect as connectTcp } from 'node:net';
import { networkInterfaces } from 'node:os';
import { text } from 'node:stream/consumers';
import type { TLSSocket } from 'node:tls';
import { connect } from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import { makeAuthority } from '../../../../src/localHub/certificates/authority.ts';
import { makeServerCertificate } from '../../../../src/localHub/certificates/serverCertificate.ts';
import { lineLog } from '../../../../src/localHub/log.ts';
import { MqttProtocol } from '../../../../src/localHub/protocols/mqtt/mqttProtocol.ts';
import { Port } from '../../../../src/localHub/protocols/port.ts';
import { openHub } from '../iotHub/openHub.ts';

/** For clients from which nothing good is to come; a handshake must fit into it. */
const shortPatienceMs = 1_000;

/** A port whose HTTP answers "hello", and what it logs. */
async function openPort(patienceMs = 60_000) {
  const { hub } = await openHub();
  const logged: string[] = [];
  const log = lineLog(line => logged.push(line), 'info');
  const authority = await makeAuthority(Date.now());
  const certificate = await makeServerCertificate(authority, [], Date.now());
  const https = createServer((_, response) => response.end('hello'));
  const port = new Port({ certificate, mqtt: new MqttProtocol({ gateway: hub, log }), https, log, patienceMs });
  onTestFinished(() => port.close());
  return { port, number: await port.listen(0), ca: authority.certificate.toString('pem'), logged };
}

async function secure(port: number, ca: string): Promise<TLSSocket> {
  const socket = connect({ host: '127.0.0.1', port, ca, servername: 'localhost' });
  await once(socket, 'secureConnect');
  return socket;
}

async function closed(socket: Socket): Promise<void> {
  socket.on('error', () => socket.destroy());
  socket.resume();
  if (!socket.destroyed) await once(socket, 'close');
}

function hello(port: number, ca: string, host = '127.0.0.1'): Promise<string> {
  return new Promise((resolve, reject) => {
    const agent = new Agent({ ca, servername: 'localhost' });
    get({ host, port, agent }, response => resolve(text(response))).once('error', reject);
  });
}

test('HTTP and MQTT share the port', async () => {
  const { number, ca } = await openPort();
  const socket = await secure(number, ca);

  // A CONNECT of level 4 with nothing in it, byte by byte.
  for (const byte of [0x10, 12, 0, 4, 0x4d, 0x51, 0x54, 0x54, 4, 2, 0, 60, 0, 0]) socket.write(Buffer.from([byte]));
  const [answer] = (await once(socket, 'data')) as [Buffer];

  expect([...answer]).toEqual([0x20, 2, 0, 4]);
  expect(await hello(number, ca)).toBe('hello');
});

test('both loopback addresses are served, and no other address of this machine', async () => {
  const { number, ca } = await openPort();
  const addresses = Object.values(networkInterfaces()).flatMap(all => all ?? []);

  for (const { address } of addresses.filter(({ internal }) => internal)) {
    expect(await hello(number, ca, address)).toBe('hello');
  }
  for (const { address } of addresses.filter(({ internal, family }) => !internal && family === 'IPv4')) {
    await expect(once(connectTcp({ host: address, port: number }), 'connect')).rejects.toThrow('ECONNREFUSED');
  }
});

test('AMQP is refused with its own header, and the log says so once', async () => {
  const { number, ca, logged } = await openPort();

  for (const header of ['AMQP\0\u0001\0\0', 'AMQP\u0003\u0001\0\0']) {
    const socket = await secure(number, ca);
    socket.write(header, 'latin1');
    expect(await text(socket)).toBe('AMQP\0\u0001\0\0');
  }

  expect(logged.filter(line => line.includes('AMQP'))).toHaveLength(1);
});

test.each([
  ['zeros', Buffer.alloc(16)],
  ['a second TLS handshake', Buffer.from([0x16, 3, 1, 2, 0])],
  ['bytes of no protocol', Buffer.from([0xff, 0xfe, 0xfd])],
])('a connection that begins with %s is closed', async (_, bytes) => {
  const { number, ca } = await openPort(shortPatienceMs);
  const socket = await secure(number, ca);

  socket.write(bytes);

  await closed(socket);
});

test('a client that says nothing after its handshake is closed', async () => {
  const { number, ca } = await openPort(shortPatienceMs);

  await closed(await secure(number, ca));
});

test('a client that says nothing at all, or no TLS, is closed', async () => {
  const { number } = await openPort(shortPatienceMs);
  const silent = connectTcp({ host: '127.0.0.1', port: number });
  const plain = connectTcp({ host: '127.0.0.1', port: number });
  plain.write('GET / HTTP/1.1\r\n\r\n');

  await Promise.all([closed(silent), closed(plain)]);
});

test('old versions of TLS are refused', async () => {
  const { number, ca } = await openPort();
  const socket = connect({
    host: '127.0.0.1',
    port: number,
    ca,
    servername: 'localhost',
    maxVersion: 'TLSv1.1',
    minVersion: 'TLSv1',
    ciphers: 'DEFAULT@SECLEVEL=0',
  });

  await expect(once(socket, 'secureConnect')).rejects.toThrow();
});

test.each([
  ['another path', '/elsewhere', 'mqtt', '404'],
  ['AMQP', '/$iothub/websocket', 'AMQPWSB10', '400'],
])('a WebSocket for %s is refused', async (_, path, protocol, status) => {
  const { number, ca } = await openPort();
  const socket = await secure(number, ca);
  const headers = [
    'Host: localhost',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${'A'.repeat(22)}==`,
    `Sec-WebSocket-Protocol: ${protocol}`,
  ];

  socket.write([`GET ${path} HTTP/1.1`, ...headers, '', ''].join('\r\n'));

  expect(await text(socket)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
});

test('a new certificate serves new connections', async () => {
  const { port, number, ca } = await openPort();
  const authority = await makeAuthority(Date.now());

  port.useCertificate(await makeServerCertificate(authority, [], Date.now()));

  expect(await hello(number, authority.certificate.toString('pem'))).toBe('hello');
  await expect(hello(number, ca)).rejects.toThrow();
});

test('closing lets go of everyone', async () => {
  const { port, number, ca } = await openPort();
  const socket = await secure(number, ca);

  await port.close();

  await closed(socket);
  await expect(hello(number, ca)).rejects.toThrow('ECONNREFUSED');
});
