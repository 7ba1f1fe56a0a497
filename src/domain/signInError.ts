import { type ProxyProblem, describeProxyProblem } from './network/proxyProblem.ts';

/** Why nobody is signed in who could do what was asked. Code branches on this; people read the message. */
export type SignInErrorReason =
  | { readonly kind: 'signedOut' }
  | { readonly kind: 'tenantNeedsSignIn'; readonly account: string; readonly tenant: string }
  | { readonly kind: 'noToken'; readonly way: string; readonly detail: string }
  | { readonly kind: 'proxy'; readonly problem: ProxyProblem };

/** An expected failure to get a token. It never carries one. */
export class SignInError extends Error {
  override readonly name = 'SignInError';

  constructor(
    readonly reason: SignInErrorReason,
    options?: ErrorOptions,
  ) {
    super(describe(reason), options);
  }
}

function describe(reason: SignInErrorReason): string {
  switch (reason.kind) {
    case 'signedOut':
      return 'You are not signed in to Azure. Run "IoT Hub: Sign In to Azure".';
    case 'tenantNeedsSignIn':
      return `"${reason.account}" has to sign in to the tenant "${reason.tenant}" first. Run "IoT Hub: Sign In to Azure" and choose the tenant.`;
    case 'noToken':
      return `${reason.way} gives no token: ${reason.detail} Mend that, or choose another way in the setting iotHub.azure.signInWith.`;
    case 'proxy':
      return describeProxyProblem(reason.problem, 'Entra ID');
  }
}
