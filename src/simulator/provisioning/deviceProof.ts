import type { DeviceProof } from '../../protocol/simulatorProcess.ts';

/** What a device shows to a provisioning service. @throws SimulatorError */
export type ProofOf = (registrationId: string) => Promise<DeviceProof>;
