import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { createWebSocketStream, WebSocketServer } from 'ws';

/** The path of an IoT hub's WebSockets, whichever protocol runs over them. */
const path = '/$iothub/websocket';
const subprotocol = 'mqtt';
/** One frame may carry several MQTT packets. */
const longestFrameBytes = 1024 * 1024;

/**
 * Lets MQTT run over WebSockets: `wss://HOST/$iothub/websocket`, subprotocol `mqtt`. Other paths get 404, other
 * subprotocols (AMQPWSB10) 400.
 * @param accept gets the stream of each WebSocket, and the request from which it came.
 */
export function serveWebSockets(server: Server, accept: (stream: Duplex, request: IncomingMessage) => void): void {
  const webSockets = new WebSocketServer({
    noServer: true,
    maxPayload: longestFrameBytes,
    perMessageDeflate: false,
    handleProtocols: () => subprotocol,
  });

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (pathOf(request) !== path) return refuse(socket, '404 Not Found', 'There is no WebSocket here.');
    if (!offered(request).includes(subprotocol)) {
      return refuse(socket, '400 Bad Request', `This local hub speaks only "${subprotocol}" over WebSockets.`);
    }
    webSockets.handleUpgrade(request, socket, head, webSocket => accept(createWebSocketStream(webSocket), request));
  });
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '').split('?', 1)[0] ?? '';
}

function offered(request: IncomingMessage): readonly string[] {
  return (request.headers['sec-websocket-protocol'] ?? '').split(',').map(name => name.trim().toLowerCase());
}

function refuse(socket: Duplex, status: string, text: string): void {
  const headers = ['Connection: close', 'Content-Type: text/plain', `Content-Length: ${Buffer.byteLength(text)}`];
  socket.on('error', () => socket.destroy());
  socket.end([`HTTP/1.1 ${status}`, ...headers, '', text].join('\r\n'));
}
