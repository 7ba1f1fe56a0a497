/** What the doors of the bench answer. */
export const method = 'lockDoor';
