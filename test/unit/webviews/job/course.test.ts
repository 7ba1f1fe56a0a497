import { expect, test } from 'vitest';
import type { JobPoint } from '../../../../src/protocol/jobPage.ts';
import { chartSeconds, courseLines, joinCourses } from '../../../../src/webviews/job/course.ts';

const at = (second: number, completed = 0): JobPoint => ({
  second,
  counts: { total: 10, waiting: 7 - completed, running: 2, completed, failed: 1 },
});

test('what a page saw before a reload of the window stands before what is seen since', () => {
  expect(joinCourses([at(1), at(2), at(5)], [at(4), at(6)]).map(({ second }) => second)).toEqual([1, 2, 4, 6]);
  expect(joinCourses([at(1)], [])).toEqual([at(1)]);
});

test('the chart shows all of the time that was seen, and never a single moment', () => {
  expect([[], [at(5)], [at(5), at(6)], [at(5), at(105)]].map(chartSeconds)).toEqual([10, 10, 10, 100]);
});

test('each line has a look of its own without its colour', () => {
  expect(courseLines.map(({ value }) => value(at(1, 3).counts))).toEqual([3, 1, 6]);
  expect(new Set(courseLines.map(({ dash }) => dash.join())).size).toBe(courseLines.length);
});
