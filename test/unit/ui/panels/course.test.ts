import { expect, test } from 'vitest';
import type { JobPicture } from '../../../../src/protocol/jobPage.ts';
import { Course } from '../../../../src/ui/panels/job/course.ts';

const seen = (completed: number): JobPicture => ({
  name: 'lockDoor',
  runner: '',
  phase: 'running',
  state: '',
  counts: { total: 1000, waiting: 1000 - completed, running: 0, completed, failed: 0 },
  problem: '',
  advice: '',
  commands: [],
  facts: [],
  sends: '',
  stages: [],
});

test('while nothing changes, the course gets longer but no heavier', () => {
  const course = new Course();
  for (let second = 0; second < 100; second++) course.add(seen(second === 0 ? 0 : 5), second * 1000);

  expect(course.points.map(({ second }) => second)).toEqual([0, 1, 99]);
});

test('a long course is thinned and keeps both of its ends', () => {
  const course = new Course();
  for (let second = 0; second <= 900; second++) course.add(seen(second), second * 1000);

  expect(course.points.length).toBeLessThan(242);
  expect([course.points[0]?.second, course.points.at(-1)?.second]).toEqual([0, 900]);
});

test('a job whose devices are not counted yet has no course', () => {
  const course = new Course();
  course.add({ ...seen(0), counts: null }, 1000);

  expect(course.points).toEqual([]);
});
