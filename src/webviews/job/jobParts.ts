import { type TemplateResult, html } from 'lit';
import { percentOf } from '../../domain/jobs/jobProgress.ts';
import type { JobPicture, JobRun } from '../../protocol/jobPage.ts';

/** 0 to 100. */
export function percentDone({ counts }: Pick<JobPicture, 'counts'>): number {
  return counts ? percentOf(counts) : 0;
}

/** How far the job is, as a bar; nothing as long as its devices are not counted. */
export function jobMeter({ counts, phase }: JobPicture): TemplateResult | string {
  if (!counts) return '';
  return html`<div
    class="meter"
    role="progressbar"
    aria-label=${phase === 'finished' ? 'Devices done' : 'Progress of the job'}
    aria-valuemin="0"
    aria-valuemax="100"
    aria-valuenow=${percentDone({ counts })}
  >
    <div></div>
  </div>`;
}

/** What the job does, to whom and when. */
export function jobFacts({ facts, runner, sends }: JobPicture): TemplateResult {
  return html`<section>
    <h2>About this job</h2>
    <p>${runner}</p>
    <dl>
      ${facts.map(
        ({ name, value }) =>
          html`<dt>${name}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>
    ${sends === '' ? '' : html`<pre tabindex="0" aria-label="What each device gets">${sends}</pre>`}
  </section>`;
}

/** The stages of a rollout; nothing for other jobs. */
export function jobStages({ stages }: JobPicture): TemplateResult | string {
  if (stages.length === 0) return '';

  return html`<section>
    <h2>Stages</h2>
    <div class="stages" tabindex="0" role="region" aria-label="Stages">
      <table>
        <thead>
          <tr>
            <th scope="col">Stage</th>
            <th scope="col">State</th>
            <th scope="col" class="numeric">Devices</th>
            <th scope="col" class="numeric">Failed</th>
          </tr>
        </thead>
        <tbody>
          ${stages.map(
            ({ name, state, devices, failed }) =>
              html`<tr>
                <td>${name}</td>
                <td>${state}</td>
                <td class="numeric">${devices.toLocaleString()}</td>
                <td class="numeric">${failed.toLocaleString()}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

/** The jobs that a recurring one created last. */
export function jobRuns(runs: readonly JobRun[], open: (jobId: string) => void): TemplateResult {
  return html`<section>
    <h2>Last jobs</h2>
    ${
      runs.length === 0
        ? html`<p class="quiet">None yet: its first time is still to come.</p>`
        : html`<div class="stages" tabindex="0" role="region" aria-label="Last jobs">
            <table>
              <thead>
                <tr>
                  <th scope="col">Time</th>
                  <th scope="col">State</th>
                  <th scope="col">Job</th>
                </tr>
              </thead>
              <tbody>
                ${runs.map(run => runRow(run, open))}
              </tbody>
            </table>
          </div>`
    }
  </section>`;
}

function runRow({ jobId, time, state }: JobRun, open: (jobId: string) => void): TemplateResult {
  return html`<tr>
    <td>${time}</td>
    <td>${state}</td>
    <td>
      <vscode-button secondary title=${`Open the job ${jobId}`} @click=${() => open(jobId)}>${jobId}</vscode-button>
    </td>
  </tr>`;
}
