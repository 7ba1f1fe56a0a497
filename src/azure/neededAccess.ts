/** What a request to a hub or to a provisioning service takes. */
export interface NeededAccess {
  /** Of a shared access policy: "Control access by using shared access signatures" of both services. */
  readonly right:
    | 'RegistryRead'
    | 'RegistryWrite'
    | 'ServiceConnect'
    | 'EnrollmentRead'
    | 'EnrollmentWrite'
    | 'RegistrationStatusRead'
    | 'RegistrationStatusWrite';
  /** The narrowest built-in role that has it: "Control access with Microsoft Entra ID" of both services. */
  readonly role:
    | 'IoT Hub Data Reader'
    | 'IoT Hub Registry Contributor'
    | 'IoT Hub Twin Contributor'
    | 'IoT Hub Data Contributor'
    | 'Device Provisioning Service Data Reader'
    | 'Device Provisioning Service Data Contributor';
}
