import { expect, test } from 'vitest';
import { type Place, Revisit, type Step, askSteps, back } from '../../../src/ui/prompts/steps.ts';

type Answers = readonly string[];

/** A person who gives one answer after another, wherever they are asked; keeps where that was. */
class Person {
  readonly asked: string[] = [];
  readonly #given: (string | typeof back | Revisit | undefined)[];

  constructor(...given: (string | typeof back | Revisit | undefined)[]) {
    this.#given = given;
  }

  step(name: string): Step<Answers> {
    return async (draft, { step, totalSteps }: Place) => {
      this.asked.push(`${name} ${step}/${totalSteps}`);
      const answer = this.#given.shift();
      return typeof answer === 'string' ? [...draft, answer] : answer;
    };
  }
}

test('steps follow one another, and back returns with what was answered', async () => {
  const person = new Person('a', back, 'b', 'c');
  const draft = await askSteps('New', [], [person.step('first'), person.step('second')]);

  expect(person.asked).toEqual(['first 1/2', 'second 2/2', 'first 1/2', 'second 2/2']);
  expect(draft).toEqual(['a', 'b', 'c']);
});

test('a step that the draft does not need is passed over in both directions and not counted', async () => {
  const person = new Person('a', back, 'long', 'b', 'c');
  const middle = { when: (draft: Answers) => draft.includes('long'), ask: person.step('middle') };
  const draft = await askSteps('New', [], [person.step('first'), middle, person.step('last')]);

  expect(person.asked).toEqual(['first 1/2', 'last 2/2', 'first 1/2', 'middle 2/3', 'last 3/3']);
  expect(draft).toEqual(['a', 'long', 'b', 'c']);
});

test('a review leads to any step and goes on from there', async () => {
  const person = new Person('a', 'b', new Revisit('second'), 'c', 'done');
  const [first, second] = [person.step('first'), person.step('second')];
  const review: Step<Answers> = async (draft, place) => {
    const answer = await person.step('review')(draft, place);
    return answer instanceof Revisit ? new Revisit(second) : answer;
  };
  const draft = await askSteps('New', [], [first, second, review]);

  expect(person.asked).toEqual(['first 1/3', 'second 2/3', 'review 3/3', 'second 2/3', 'review 3/3']);
  expect(draft).toEqual(['a', 'b', 'c', 'done']);
});

test('giving up ends it', async () => {
  const person = new Person('a', undefined);

  expect(await askSteps('New', [], [person.step('first'), person.step('second')])).toBeUndefined();
});
