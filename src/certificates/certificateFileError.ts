/** Why a file that was chosen does not do. */
export type CertificateFileProblem =
  | { readonly kind: 'noCertificate' }
  | { readonly kind: 'noKey' }
  | { readonly kind: 'passphraseMissing' }
  | { readonly kind: 'passphraseWrong' }
  | { readonly kind: 'keyOfAnother' }
  | { readonly kind: 'keyKindUnknown'; readonly keyKind: string };

export class CertificateFileError extends Error {
  override readonly name = 'CertificateFileError';

  constructor(readonly reason: CertificateFileProblem) {
    super(describe(reason));
  }
}

function describe(reason: CertificateFileProblem): string {
  switch (reason.kind) {
    case 'noCertificate':
      return 'The file is no certificate. Choose one with a certificate in PEM or DER.';
    case 'noKey':
      return 'The file is no private key. Choose one with a private key in PEM.';
    case 'passphraseMissing':
      return 'The key is locked with a passphrase. Type it to go on.';
    case 'passphraseWrong':
      return 'The passphrase does not open the key. Try again.';
    case 'keyOfAnother':
      return 'The key belongs to another certificate. Choose the key of this one.';
    case 'keyKindUnknown':
      return `A key of the kind "${reason.keyKind}" cannot sign here. Sign with your own tool, and choose what it made.`;
  }
}
