/** A group is for many devices that share a key or an authority, an individual enrollment for one. */
export type EnrollmentKind = 'group' | 'individual';

/** Which enrollment of a provisioning service. */
export interface EnrollmentAddress {
  readonly kind: EnrollmentKind;
  /** `enrollmentGroupId` or `registrationId`. */
  readonly id: string;
}
