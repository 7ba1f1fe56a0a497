import type { DatabaseSync } from 'node:sqlite';

/** What takes a hub's store from version n to n + 1. Never change one that was released: add another. */
export const hubSteps: readonly string[] = [
  `
  CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

  -- An identity is in two tables. Queries look through twins, row by row: it has what they ask for, and its rows are short.
  CREATE TABLE twins (
    name TEXT PRIMARY KEY,
    status TEXT NOT NULL,
    authenticationType TEXT NOT NULL,
    modelId TEXT NOT NULL,
    twinVersion INTEGER NOT NULL,
    desiredVersion INTEGER NOT NULL,
    reportedVersion INTEGER NOT NULL,
    tags TEXT NOT NULL,
    configurations TEXT NOT NULL,
    desired TEXT NOT NULL,
    reported TEXT NOT NULL
  ) WITHOUT ROWID;

  CREATE TABLE identities (
    name TEXT PRIMARY KEY,
    generationId TEXT NOT NULL,
    etag INTEGER NOT NULL,
    statusReason TEXT,
    statusUpdatedMs INTEGER NOT NULL,
    connectionUpdatedMs INTEGER NOT NULL,
    lastActivityMs INTEGER NOT NULL,
    primaryKey TEXT,
    secondaryKey TEXT,
    primaryThumbprint TEXT,
    secondaryThumbprint TEXT,
    iotEdge INTEGER NOT NULL,
    managedBy TEXT,
    deviceScope TEXT,
    parentScopes TEXT NOT NULL,
    configuredSettings TEXT NOT NULL,
    desiredMetadata TEXT NOT NULL,
    reportedMetadata TEXT NOT NULL
  ) WITHOUT ROWID;

  CREATE TABLE counts (devices INTEGER NOT NULL, disabledDevices INTEGER NOT NULL, modules INTEGER NOT NULL);
  INSERT INTO counts VALUES (0, 0, 0);
  CREATE TRIGGER countCreated AFTER INSERT ON twins BEGIN
    UPDATE counts SET
      devices = devices + (instr(new.name, '/') = 0),
      disabledDevices = disabledDevices + (new.status = 'disabled' AND instr(new.name, '/') = 0),
      modules = modules + (instr(new.name, '/') > 0);
  END;
  CREATE TRIGGER countDeleted AFTER DELETE ON twins BEGIN
    UPDATE counts SET
      devices = devices - (instr(old.name, '/') = 0),
      disabledDevices = disabledDevices - (old.status = 'disabled' AND instr(old.name, '/') = 0),
      modules = modules - (instr(old.name, '/') > 0);
  END;
  CREATE TRIGGER countDisabled AFTER UPDATE OF status ON twins WHEN old.status <> new.status BEGIN
    UPDATE counts SET disabledDevices = disabledDevices + CASE new.status WHEN 'disabled' THEN 1 ELSE -1 END;
  END;

  CREATE TABLE configurations (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    etag INTEGER NOT NULL,
    createdMs INTEGER NOT NULL,
    updatedMs INTEGER NOT NULL,
    schemaVersion TEXT NOT NULL,
    priority INTEGER NOT NULL,
    targetCondition TEXT NOT NULL,
    labels TEXT NOT NULL,
    content TEXT NOT NULL,
    metricQueries TEXT NOT NULL
  );
  CREATE TABLE rollouts (sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, collection TEXT NOT NULL);

  CREATE TABLE sessions (name TEXT PRIMARY KEY, filters TEXT NOT NULL) WITHOUT ROWID;

  CREATE TABLE cloudToDeviceMessages (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    deviceId TEXT NOT NULL,
    lockToken TEXT NOT NULL,
    enqueuedMs INTEGER NOT NULL,
    expiresMs INTEGER NOT NULL,
    deliveryCount INTEGER NOT NULL,
    properties TEXT NOT NULL,
    body BLOB NOT NULL
  );
  CREATE INDEX cloudToDeviceMessagesByDevice ON cloudToDeviceMessages (deviceId, sequence);

  CREATE TABLE telemetry (
    firstSequence INTEGER PRIMARY KEY,
    count INTEGER NOT NULL,
    enqueuedMs INTEGER NOT NULL,
    messages BLOB NOT NULL
  );

  CREATE TABLE certificates (
    name TEXT PRIMARY KEY COLLATE NOCASE,
    raw BLOB NOT NULL,
    isVerified INTEGER NOT NULL,
    verificationCode TEXT,
    createdMs INTEGER NOT NULL,
    updatedMs INTEGER NOT NULL,
    etag INTEGER NOT NULL
  ) WITHOUT ROWID;
  `,
  `
  CREATE TABLE jobs (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    status TEXT NOT NULL,
    queryCondition TEXT NOT NULL,
    action TEXT NOT NULL,
    createdMs INTEGER NOT NULL,
    startMs INTEGER NOT NULL,
    maxExecutionSeconds INTEGER NOT NULL,
    endedMs INTEGER,
    failureReason TEXT,
    succeededCount INTEGER NOT NULL,
    failedCount INTEGER NOT NULL
  );
  CREATE INDEX jobsByStatus ON jobs (status, endedMs);

  CREATE TABLE deviceJobs (
    job INTEGER NOT NULL,
    name TEXT NOT NULL,
    status TEXT NOT NULL,
    createdMs INTEGER NOT NULL,
    startedMs INTEGER,
    endedMs INTEGER,
    answer TEXT,
    error TEXT,
    PRIMARY KEY (job, name)
  ) WITHOUT ROWID;
  `,
  `
  -- One import or export each; all that is known of it is in a JSON text.
  CREATE TABLE transferJobs (sequence INTEGER PRIMARY KEY AUTOINCREMENT, jobId TEXT NOT NULL UNIQUE, job TEXT NOT NULL);

  -- Who adds an identity counts it: see IdentityTable.
  DROP TRIGGER countCreated;
  `,
];

/** Brings the database to the newest version: `steps[n]` takes it from version n to n + 1. */
export function migrate(database: DatabaseSync, steps: readonly string[]): void {
  const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
  if (version > steps.length) throw new Error('it was written by a newer version of IoT Hub Workbench');
  if (version === steps.length) return;

  database.exec('BEGIN IMMEDIATE');
  for (const step of steps.slice(version)) database.exec(step);
  database.exec(`PRAGMA user_version = ${steps.length}; COMMIT`);
}
