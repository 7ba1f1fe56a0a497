import type { Authentication } from '../../../domain/identityChange.ts';
import type { IdentityDraft } from '../../prompts/askIdentity.ts';
import { removeCertificate, saveCertificate } from './certificateFiles.ts';

/**
 * Creates an identity that signs in as it was chosen. A certificate that is to be made is saved before, so that its key
 * cannot be lost, and removed again if the identity is not created.
 * @throws FileProblem, and what `create` throws
 */
export async function createAuthenticated<T>(
  { id, signIn }: IdentityDraft,
  create: (authentication: Authentication) => Promise<T>,
): Promise<T> {
  if (signIn.kind !== 'newCertificate') return create(authenticationOf(signIn));

  const { makeSelfSignedCertificate } = await import('../../../certificates/selfSignedCertificate.ts');
  const made = await makeSelfSignedCertificate(id, Date.now());
  await saveCertificate(signIn.files, made);
  try {
    return await create({ type: 'selfSigned', primaryThumbprint: made.thumbprint });
  } catch (error) {
    await removeCertificate(signIn.files);
    throw error;
  }
}

function authenticationOf(signIn: Exclude<IdentityDraft['signIn'], { kind: 'newCertificate' }>): Authentication {
  switch (signIn.kind) {
    case 'hubKeys':
      return { type: 'sas' };
    case 'authority':
      return { type: 'certificateAuthority' };
    case 'ownKeys':
      return { type: 'sas', primaryKey: signIn.primaryKey, secondaryKey: signIn.secondaryKey };
    case 'thumbprints': {
      const { kind: _kind, ...thumbprints } = signIn;
      return { type: 'selfSigned', ...thumbprints };
    }
  }
}
