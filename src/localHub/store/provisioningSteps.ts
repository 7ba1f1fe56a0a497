/** What takes a provisioning service's store from version n to n + 1. Never change one that was released: add another. */
export const provisioningSteps: readonly string[] = [
  `
  CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

  -- What differs from the default of a hub of the process: linked, weight 1, part of allocation, latency unknown.
  CREATE TABLE linkedHubs (
    name TEXT PRIMARY KEY COLLATE NOCASE,
    linked INTEGER NOT NULL,
    allocationWeight INTEGER NOT NULL,
    applyAllocationPolicy INTEGER NOT NULL,
    latencyMs REAL
  ) WITHOUT ROWID;

  CREATE TABLE enrollments (
    kind TEXT NOT NULL,
    id TEXT NOT NULL COLLATE NOCASE,
    etag INTEGER NOT NULL,
    createdMs INTEGER NOT NULL,
    updatedMs INTEGER NOT NULL,
    attestation TEXT NOT NULL,
    settings TEXT NOT NULL,
    PRIMARY KEY (kind, id)
  ) WITHOUT ROWID;

  CREATE TABLE registrations (
    id TEXT PRIMARY KEY COLLATE NOCASE,
    enrollmentKind TEXT NOT NULL,
    enrollmentId TEXT NOT NULL COLLATE NOCASE,
    deviceId TEXT NOT NULL,
    hubName TEXT,
    status TEXT NOT NULL,
    substatus TEXT,
    errorCode INTEGER,
    errorMessage TEXT,
    payload TEXT,
    operationId TEXT NOT NULL,
    etag INTEGER NOT NULL,
    createdMs INTEGER NOT NULL,
    updatedMs INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX registrationsByEnrollment ON registrations (enrollmentKind, enrollmentId, id);

  -- Requests of devices that were accepted and are not done; with a plan from the moment that hubs begin to change.
  CREATE TABLE operations (
    operationId TEXT PRIMARY KEY,
    registrationId TEXT NOT NULL COLLATE NOCASE UNIQUE,
    request TEXT NOT NULL,
    plan TEXT
  ) WITHOUT ROWID;
  `,
];
