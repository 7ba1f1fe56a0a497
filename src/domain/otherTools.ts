/** How requests are written for other tools. Nothing here carries a secret. */

/** Of the service's REST API. */
const apiVersion = '2021-04-12';

const azureHost = /^(?<name>[^.]+)\.azure-devices\.(?:net|cn|us)$/;

/** How az finds a hub: by its name if it is one of Azure's, else by a connection string in the environment. */
export function azHub(hostName: string): string {
  const name = azureHost.exec(hostName)?.groups?.['name'];
  return name === undefined ? '--login "$IOTHUB_CONNECTION_STRING"' : `--hub-name ${shellQuote(name)}`;
}

/** For a POSIX shell: bare if no character of it means anything there. */
export function shellQuote(text: string): string {
  return /^[\w.:=@%+,/-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

export interface HttpMessage {
  readonly method: string;
  readonly hostName: string;
  /** With its query, without the API version. */
  readonly path: string;
  readonly headers?: readonly string[];
  /** JSON. */
  readonly body?: unknown;
}

/** An HTTP message; who sends it puts a token in the place of `{{sharedAccessSignature}}`. */
export function httpMessage({ method, hostName, path, headers = [], body }: HttpMessage): string {
  const head = [
    `${method} https://${hostName}${path}?api-version=${apiVersion} HTTP/1.1`,
    'Authorization: {{sharedAccessSignature}}',
    ...headers,
  ];
  if (body === undefined) return `${head.join('\n')}\n`;

  return `${[...head, 'Content-Type: application/json', '', JSON.stringify(body, undefined, 2)].join('\n')}\n`;
}
