import type { LeftOut } from '../../../domain/transfer/failedLines.ts';
import type { PlannedImport } from './imports.ts';

/** An import that came to its end. */
export type FinishedImport = PlannedImport & Pick<LeftOut, 'failedLines'>;

/** What commands go on with that are run without a report. Ends with the window. */
export class RecentImports {
  /** The last dry run that was not followed by its import. */
  planned: PlannedImport | undefined;
  finished: FinishedImport | undefined;
}
