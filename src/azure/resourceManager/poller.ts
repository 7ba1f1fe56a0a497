// This file is the only one that imports the package, and is itself imported when the first operation begins.
export { createHttpPoller } from '@azure/core-lro';
