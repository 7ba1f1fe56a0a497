import * as vscode from 'vscode';
import type { JobCommand } from '../../../protocol/jobPage.ts';
import { jobOf, type OfJob } from '../../prompts/pickJob.ts';
import { type Command, defineCommand } from '../command.ts';

/** A command on a job that offers it, whoever runs the job. */
export function jobCommand(id: `iotHub.${string}`, title: string, command: JobCommand): Command<[OfJob?]> {
  return defineCommand({
    id,
    title,

    async run(services, node?: OfJob) {
      const target = await jobOf(services, node, command);
      if (!target) return;

      const { hub, job } = target;
      const done = await services.jobWatch.sourceOf(job).perform(command, hub, job.id);
      if (done !== '') void vscode.window.showInformationMessage(done);
    },
  });
}
