// Calls direct methods through the REST API, as a back end does.
import { Agent, type RequestOptions, request } from 'node:https';
import { type CallRate, callRepeatedly } from '../callRepeatedly.ts';
import { serveDuties } from '../worker.ts';
import type { Target } from './mqttConnect.ts';

export interface MethodJob {
  readonly deviceIds: readonly string[];
  readonly inFlight: number;
  readonly measureMs: number;
}

export type MethodResult = CallRate;

export interface RestMethodJob extends MethodJob {
  readonly target: Target;
  readonly authorization: string;
}

export type MethodCalls = {
  call(job: RestMethodJob): Promise<MethodResult>;
};

const body = JSON.stringify({
  methodName: 'lockDoor',
  payload: {},
  responseTimeoutInSeconds: 30,
  connectTimeoutInSeconds: 0,
});

serveDuties({
  async call({ target, authorization, deviceIds, inFlight, measureMs }: RestMethodJob) {
    const agent = new Agent({ keepAlive: true, maxSockets: inFlight, ca: target.ca, servername: 'localhost' });
    const headers = { authorization, 'content-type': 'application/json', 'content-length': String(body.length) };
    const result = await callRepeatedly({
      inFlight,
      measureMs,
      call: index => {
        const path = `/twins/${deviceIds[index % deviceIds.length]}/methods?api-version=2021-04-12`;
        return post({ agent, headers, method: 'POST', host: '127.0.0.1', port: target.port, path });
      },
    });
    agent.destroy();
    return result;
  },
} satisfies MethodCalls);

function post(options: RequestOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const call = request(options, response => {
      response.resume();
      response.once('end', () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`A method call was answered with ${response.statusCode}.`));
      });
    });
    call.once('error', reject);
    call.end(body);
  });
}
