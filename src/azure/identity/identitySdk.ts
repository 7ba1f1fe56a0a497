// This file is the only one that imports the package, and is itself imported when the first token is asked for.
export {
  AzureCliCredential,
  EnvironmentCredential,
  ManagedIdentityCredential,
  useIdentityPlugin,
  VisualStudioCodeCredential,
} from '@azure/identity';
