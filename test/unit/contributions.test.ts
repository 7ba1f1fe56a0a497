import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { tiers } from '../../src/protocol/localHub.ts';
import { allCommands } from '../../src/ui/commands/allCommands.ts';
import { readMethodSettings } from '../../src/ui/support/method/methodSettings.ts';

const menuEntry = z.object({ command: z.string(), when: z.optional(z.string()), group: z.optional(z.string()) });
const manifestSchema = z.object({
  icon: z.string(),
  contributes: z.object({
    commands: z.array(z.object({ command: z.string(), title: z.string(), category: z.string() })),
    menus: z.record(z.string(), z.array(menuEntry)),
    configuration: z.object({
      properties: z.record(
        z.string(),
        z.looseObject({
          enum: z.optional(z.array(z.string())),
          items: z.optional(z.object({ required: z.array(z.string()) })),
        }),
      ),
    }),
    walkthroughs: z.array(
      z.object({
        steps: z.array(z.object({ media: z.object({ svg: z.string() }), completionEvents: z.array(z.string()) })),
      }),
    ),
  }),
});

const read = (path: string) => readFileSync(join(import.meta.dirname, '../..', path), 'utf8');
const manifest = manifestSchema.parse(JSON.parse(read('package.json')));
const texts = z.record(z.string(), z.string()).parse(JSON.parse(read('package.nls.json')));
const { commands, menus, walkthroughs } = manifest.contributes;
const text = (key: string) => texts[key.replaceAll('%', '')] ?? '';
const groups =
  /^(?:inline|navigation|1_open|1_hub|2_method|2_filter|3_job|3_provisioning|4_identity|5_copy|6_transfer|7_azure|9_destructive|9_log)@\d+$/;

describe('the manifest', () => {
  test('has the commands that the code has, and no others', () => {
    const ids = commands.map(({ command }) => command);

    expect(ids.toSorted()).toEqual(allCommands.map(({ id }) => id).toSorted());
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('calls them as the code does, with … if they ask something', () => {
    const titles = commands.map(({ command, title }) => [command, text(title).replace('…', '')]);

    expect(Object.fromEntries(titles)).toEqual(Object.fromEntries(allCommands.map(({ id, title }) => [id, title])));
  });

  test('says by … of each command that it asks before it does something', () => {
    const asking = new Set<string>(allCommands.filter(asks).map(({ id }) => id));
    const titles = commands.filter(({ command }) => asking.has(command)).map(({ title }) => text(title));

    expect(titles).toContain('Delete Configuration…');
    expect(titles.filter(title => !title.endsWith('…'))).toEqual([]);
  });

  test('puts them all into one category, by ids of one form', () => {
    expect(new Set(commands.map(({ category }) => text(category)))).toEqual(new Set(['IoT Hub']));
    expect(commands.filter(({ command }) => !/^iotHub\.[a-z]+(?:[A-Z][a-z]+)*$/.test(command))).toEqual([]);
  });

  test('has in its menus only commands that it has, each in one of the groups', () => {
    const ids = new Set(commands.map(({ command }) => command));
    const { commandPalette: _palette, ...others } = menus;

    expect(
      Object.values(menus)
        .flat()
        .filter(({ command }) => !ids.has(command)),
    ).toEqual([]);
    expect(
      Object.values(others)
        .flat()
        .filter(({ group }) => !groups.test(group ?? '')),
    ).toEqual([]);
  });

  test('has three buttons at most on a device that does not reboot', () => {
    const inline = (menus['view/item/context'] ?? []).filter(
      ({ group, when }) =>
        group?.startsWith('inline') &&
        /device\\./.test(when ?? '') &&
        !/&& viewItem =~ \/\^device\\\.rebooting/.test(when ?? ''),
    );

    expect(inline.map(({ command }) => command)).toEqual([
      'iotHub.rebootDevice',
      'iotHub.invokeMethod',
      'iotHub.simulateDevices',
    ]);
  });

  test('shows every command that a person can run without a node in the palette', () => {
    const hidden = (menus['commandPalette'] ?? []).filter(({ when }) => when === 'false');

    expect(hidden.map(({ command }) => command)).toEqual(['iotHub.retry']);
  });

  test('has a picture and a completion event for each step of the walkthrough', () => {
    const steps = walkthroughs.flatMap(walkthrough => walkthrough.steps);

    expect(steps).toHaveLength(4);
    for (const { media, completionEvents } of steps) {
      expect(read(media.svg)).toContain('<svg');
      expect(completionEvents).toHaveLength(1);
    }
  });

  test('offers the tiers that a local hub has', () => {
    expect(manifest.contributes.configuration.properties['iotHub.localHub.tier']?.enum).toEqual(tiers);
  });

  test('asks of an entry of iotHub.methods what the code asks', () => {
    const required = manifest.contributes.configuration.properties['iotHub.methods']?.items?.required ?? [];

    expect(readMethodSettings([Object.fromEntries(required.map(name => [name, 'openValve']))]).problems).toEqual([]);
    expect(readMethodSettings([{}]).problems).toHaveLength(required.length);
  });
});

/** True for a command that calls `confirm`, in the form that the test runner gives calls of what is imported. */
function asks(command: (typeof allCommands)[number]): boolean {
  return /\bconfirm\)?\(/.test(command.run.toString());
}
