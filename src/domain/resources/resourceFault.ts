/** What a resource manager says went wrong: "Common API Details", Error Response Content. */
export interface ResourceFault {
  readonly code: string;
  readonly message: string;
  /** What was the matter inside. */
  readonly details?: readonly ResourceFault[];
}
