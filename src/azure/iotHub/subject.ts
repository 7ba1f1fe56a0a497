/** What a request is about, for the sentence that is said when it fails. */
export interface Subject {
  /** The name by which people know the hub. */
  readonly hub: string;
  readonly deviceId?: string;
  /** Only for what is about a module. */
  readonly moduleId?: string;
  /** Only for what is about an enrollment of a provisioning service. */
  readonly enrollment?: string;
  /** Only for what is about a registration of a provisioning service. */
  readonly registrationId?: string;
  /** Only for what is about a configuration. */
  readonly configurationId?: string;
  /** Only for what is about a scheduled job. */
  readonly jobId?: string;
  /** Only for a direct method call. */
  readonly method?: { readonly methodName: string; readonly timeoutInSeconds: number };
}

/** What became of a request that failed. */
export interface Fate {
  /** False only if it is certain that no byte of the request left this machine. */
  readonly maybeSent: boolean;
  /** Nothing was heard in the time that the request had. */
  readonly timedOut: boolean;
  /** The answer came from a proxy, which did not let the request through. */
  readonly answeredByProxy: boolean;
}
