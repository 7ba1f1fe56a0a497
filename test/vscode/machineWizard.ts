import type { NewMachine } from '../../src/domain/resources/machineTemplate.ts';
import { machineDeployment } from '../../src/domain/resources/machineTemplate.ts';
import type { Machine } from '../../src/domain/resources/compute.ts';
import type { QuickAnswers } from './quickAnswers.ts';
import type { ResourceWorld } from './resourceWorld.ts';

export const publicKey = `ssh-ed25519 ${'A'.repeat(68)} ada@contoso.com`;

/** A machine as the wizard makes it, without its questions. */
export async function makeMachine(
  { scope: { resources } }: ResourceWorld,
  resourceGroup: string,
  name: string,
): Promise<Machine> {
  const machine: NewMachine = {
    resourceGroup,
    name,
    location: 'westeurope',
    size: 'Standard_B1s',
    osType: 'Linux',
    image: {
      kind: 'platform',
      urn: { publisher: 'Canonical', offer: 'ubuntu-24_04-lts', sku: 'server', version: 'latest' },
    },
    login: { kind: 'sshKey', userName: 'operator', publicKey },
    openTo: '203.0.113.7',
  };
  await (await resources.deployments.create(machineDeployment(machine))).ended();
  return resources.machines.get(machine);
}

/** Answers the wizard from its name to the key of who is to sign in. */
export async function answerUpToKey(answers: QuickAnswers, name: string): Promise<void> {
  await answers.answer(/^Name of the machine/, name);
  await answers.pick(/^Size: those that you may have in /, /^Standard_B1s$/);
  await answers.accept(/^User name of the administrator/);
  await answers.pick(/^Public SSH key of whoever/, /Paste a Public Key/);
  await answers.answer(/^Public SSH key: one line/, publicKey);
}
