import { SharedAccessKeyAuthenticationProvider, X509AuthenticationProvider } from 'azure-iot-device';

/** What a device shows its hub: a key, or a certificate. PEM, with those that signed it. */
export type HubSignIn =
  | { readonly connectionString: string }
  | {
      readonly hostName: string;
      readonly deviceId: string;
      readonly certificate: string;
      readonly privateKey: string;
    };

/** What the SDK signs in with. @param onError hears of what goes wrong in the background: tokens that cannot be renewed. */
export function authenticationOf(signIn: HubSignIn, onError: (error: unknown) => void) {
  if ('connectionString' in signIn) {
    const keyed = SharedAccessKeyAuthenticationProvider.fromConnectionString(signIn.connectionString);
    keyed.on('error', onError);
    return keyed;
  }
  const { hostName, deviceId, certificate: cert, privateKey: key } = signIn;
  return X509AuthenticationProvider.fromX509Options(deviceId, hostName, { cert, key });
}

/** Where the SDK connects. */
export function reachedHost(signIn: HubSignIn): string {
  if ('hostName' in signIn) return signIn.hostName;

  const part = (name: string) =>
    new RegExp(`(?:^|;)${name}=(?<host>[^;]*)`, 'i').exec(signIn.connectionString)?.groups?.['host'];
  return part('GatewayHostName') ?? part('HostName') ?? '';
}
