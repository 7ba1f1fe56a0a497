// This file is the only one that imports the package, and is itself imported when the first call is made.
import {
  bearerTokenAuthenticationPolicy,
  createDefaultHttpClient,
  createPipelineFromOptions,
  createPipelineRequest,
  type HttpMethods,
  type Pipeline,
  type PipelineOptions,
} from '@azure/core-rest-pipeline';
import type { ManagementEndpoint } from '../endpoint.ts';
import { ledByEditor } from '../ledByEditor.ts';
import { tokenCredential } from './tokenCredential.ts';

export interface ArmRequest {
  readonly method: HttpMethods;
  /** Whole, of the resource manager's own origin. */
  readonly url: string;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

export interface ArmAnswer {
  readonly status: number;
  /** By their lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Nothing if it is not JSON. */
  readonly body: unknown;
}

export type SendToArm = (request: ArmRequest) => Promise<ArmAnswer>;

/**
 * Azure's own pipeline: tokens with their challenges, retries after 429 and 5xx with Retry-After. Its proxy settings are
 * left out, as VS Code's hold for every request, and so are redirects: the token is for one origin.
 */
export function armPipeline(endpoint: ManagementEndpoint): SendToArm {
  const pipeline = openPipeline(endpoint);
  const scopes = `${endpoint.address}/.default`;
  const signing = bearerTokenAuthenticationPolicy({ credential: tokenCredential(endpoint), scopes });
  pipeline.addPolicy(signing, { phase: 'Sign' });
  return sendingThrough(pipeline);
}

/** As {@link armPipeline}, for what a resource manager tells everybody. Without retries: a question waits for it. */
export function tokenlessPipeline(endpoint: Pick<ManagementEndpoint, 'ca'>): SendToArm {
  return sendingThrough(openPipeline(endpoint, { retryOptions: { maxRetries: 0 } }));
}

function openPipeline({ ca }: Pick<ManagementEndpoint, 'ca'>, more: PipelineOptions = {}): Pipeline {
  const pipeline = createPipelineFromOptions({
    ...more,
    userAgentOptions: { userAgentPrefix: 'iot-hub-workbench' },
    ...(ca === undefined ? {} : { tlsOptions: { ca } }),
  });
  ledByEditor(pipeline);
  pipeline.removePolicy({ name: 'redirectPolicy' });
  return pipeline;
}

function sendingThrough(pipeline: Pipeline): SendToArm {
  const client = createDefaultHttpClient();

  return async ({ method, url, body, signal }) => {
    const request = createPipelineRequest({ method, url, ...(signal ? { abortSignal: signal } : {}) });
    request.headers.set('Accept', 'application/json');
    if (body !== undefined) {
      request.headers.set('Content-Type', 'application/json');
      request.body = JSON.stringify(body);
    }
    const { status, headers, bodyAsText } = await pipeline.sendRequest(client, request);
    return { status, headers: headers.toJSON(), body: parsed(bodyAsText) };
  };
}

function parsed(text: string | null | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
