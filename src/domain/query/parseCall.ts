import { functionNames, functions, isFunctionName } from './functions.ts';
import { similarName } from './similarName.ts';
import type { Call, Expression } from './syntaxTree.ts';
import type { Token } from './token.ts';
import type { TokenCursor } from './tokenCursor.ts';

/** Reads `name(argument, …)`. The current token is the name. */
export function parseCall(cursor: TokenCursor, parseArgument: () => Expression): Call {
  const at = cursor.take();
  const name = at.text.toUpperCase();
  if (!isFunctionName(name)) return failUnknown(cursor, at);

  const call: Call = { kind: 'call', name, arguments: parseArguments(cursor, parseArgument) };
  checkArguments(call, cursor, at);
  return call;
}

function parseArguments(cursor: TokenCursor, parseArgument: () => Expression): readonly Expression[] {
  cursor.expect('(');
  if (cursor.takeIf(')')) return [];

  const args: Expression[] = [];
  do args.push(parseArgument());
  while (cursor.takeIf(','));
  cursor.expect(')', '"," or ")"');
  return args;
}

function checkArguments(call: Call, cursor: TokenCursor, at: Token): void {
  const { least, most, takesProperty } = functions[call.name];
  const found = call.arguments.length;
  if (found < least || found > most) {
    cursor.fail({ kind: 'argumentCount', name: call.name, least, most, found }, at);
  }
  if (takesProperty && call.arguments[0]?.kind !== 'property') {
    cursor.fail({ kind: 'notSupported', what: `${call.name} takes a property, such as tags.floor.` }, at);
  }
}

function failUnknown(cursor: TokenCursor, at: Token): never {
  const similar = similarName(at.text, functionNames);

  return cursor.fail({ kind: 'unknownFunction', name: at.text, ...(similar === undefined ? {} : { similar }) }, at);
}
