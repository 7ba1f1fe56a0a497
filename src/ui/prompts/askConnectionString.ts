import {
  type HubConnectionString,
  isHubConnectionString,
  parseHubConnectionString,
} from '../../domain/connectionString.ts';
import { connectionStringProblem } from './connectionStringProblem.ts';
import { askLine } from './question.ts';

export interface ConnectionStringQuestion {
  readonly title: string;
  readonly prompt: string;
  readonly placeHolder: string;
}

/** Asks for a connection string of a service, which is not shown while it is typed. Undefined if the person goes away. */
export async function askConnectionString(
  question: ConnectionStringQuestion,
): Promise<HubConnectionString | undefined> {
  const text = await askLine({
    ...question,
    password: true,
    validateInput: value => (value === '' ? undefined : connectionStringProblem(value)),
  });
  const parsed = text === undefined ? undefined : parseHubConnectionString(text);
  return parsed && isHubConnectionString(parsed) ? parsed : undefined;
}
