import { readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, platform, totalmem } from 'node:os';

/** The machine in one line: absolute figures mean nothing without it. */
export function machine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const memoryGb = Math.round(totalmem() / 2 ** 30);

  return `${availableParallelism()} cores (${model}, ${arch()}), ${memoryGb} GB, ${system()}, Node ${process.versions.node}`;
}

function system(): string {
  if (platform() !== 'linux') return platform();

  const name = /^PRETTY_NAME="?(?<name>[^"\n]+)/m.exec(readFileSync('/etc/os-release', 'utf8'));
  return name?.groups?.['name'] ?? 'Linux';
}
