import type { FailedLine } from '../../../domain/transfer/runImport.ts';
import type { PlannedImport } from './imports.ts';

/** An import that came to its end. */
export interface FinishedImport extends PlannedImport {
  readonly failed: readonly FailedLine[];
}

/** What commands go on with that are run without a report. Ends with the window. */
export class RecentImports {
  /** The last dry run that was not followed by its import. */
  planned: PlannedImport | undefined;
  finished: FinishedImport | undefined;
}
