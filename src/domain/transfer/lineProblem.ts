import type { IdProblem } from '../deviceId.ts';
import { type TwinProblem, describeTwinProblem } from '../twinLimits.ts';
import { importModes } from './importMode.ts';

/** Why a line of an import file cannot be imported. */
export type LineProblem =
  | { readonly kind: 'notJson'; readonly detail: string }
  | { readonly kind: 'notObject' }
  | { readonly kind: 'tooLong'; readonly most: number }
  | { readonly kind: 'unclosedQuote' }
  | { readonly kind: 'tooManyCells'; readonly cells: number; readonly columns: number }
  | { readonly kind: 'conflict'; readonly member: string }
  | { readonly kind: 'noId' }
  | { readonly kind: 'badId'; readonly member: 'id' | 'moduleId'; readonly problem: IdProblem }
  | { readonly kind: 'unknownMode'; readonly mode: string }
  | { readonly kind: 'wrongType'; readonly member: string; readonly expected: string }
  | { readonly kind: 'badKey'; readonly member: string }
  | { readonly kind: 'badThumbprint'; readonly member: string }
  | { readonly kind: 'twin'; readonly section: 'tags' | 'desired'; readonly problem: TwinProblem }
  | { readonly kind: 'duplicate'; readonly label: string; readonly firstLine: number };

/** A problem in a sentence that says what to do. */
export function describeLineProblem(problem: LineProblem): string {
  switch (problem.kind) {
    case 'notJson':
      return `This is not JSON: ${problem.detail} A line holds one device, whole.`;
    case 'notObject':
      return 'This is JSON, but no object. A line looks like {"id":"door-017"}.';
    case 'tooLong':
      return `The line has more than ${problem.most.toLocaleString('en')} characters, which no device needs. Break it up.`;
    case 'unclosedQuote':
      return 'A quotation mark opens here and is never closed. Close it, or double it.';
    case 'tooManyCells':
      return `The line has ${problem.cells} cells, and the file ${problem.columns} columns. Put quotation marks around texts with separators.`;
    case 'conflict':
      return `"${problem.member}" has a value of its own and members. Leave one of them out.`;
    case 'noId':
      return 'The line has no "id". Write the id of the device.';
    case 'badId':
      return `"${problem.member}" ${idWords(problem.problem)}`;
    case 'unknownMode':
      return `"${problem.mode}" is no import mode. Use one of ${importModes.join(', ')}.`;
    case 'wrongType':
      return `"${problem.member}" must be ${problem.expected}.`;
    case 'badKey':
      return `"${problem.member}" is no key: a key is base64 of 16 to 64 bytes. Without a key the hub makes one.`;
    case 'badThumbprint':
      return `"${problem.member}" is no thumbprint: 40 (SHA-1) or 64 (SHA-256) hexadecimal digits.`;
    case 'twin':
      return describeTwinProblem(problem.section, problem.problem);
    case 'duplicate':
      return `"${problem.label}" stands in line ${problem.firstLine} already. Keep one of the two.`;
  }
}

function idWords(problem: IdProblem): string {
  switch (problem.kind) {
    case 'empty':
      return 'is empty.';
    case 'tooLong':
      return `has ${problem.length} characters. It may have 128.`;
    case 'character':
      return `has the character ${JSON.stringify(problem.character)} at position ${problem.index + 1}, which ids may not have.`;
  }
}
