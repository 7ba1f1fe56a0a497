import { l10n } from 'vscode';

interface FunctionWords {
  readonly parameters: string;
  readonly description: string;
}

/** `STARTSWITH(text, prefix)`. */
export function functionSignature(name: string): string {
  return `${name}(${functionWords()[name]?.parameters ?? ''})`;
}

/** What a function or aggregate gives, in one sentence. */
export function describeFunction(name: string): string | undefined {
  return functionWords()[name]?.description;
}

/** What a property of the top level is, without regard to case. */
export function describeProperty(name: string): string | undefined {
  const words = propertyWords();
  const known = Object.keys(words).find(property => property.toLowerCase() === name.toLowerCase());
  return known === undefined ? undefined : words[known];
}

function functionWords(): Readonly<Record<string, FunctionWords>> {
  const startsWith = words('text, prefix', l10n.t('True if the text starts with the prefix.'));
  const endsWith = words('text, suffix', l10n.t('True if the text ends with the suffix.'));

  return {
    COUNT: words('', l10n.t('How many there are.')),
    AVG: words('property', l10n.t('The average of the numbers.')),
    SUM: words('property', l10n.t('The sum of the numbers.')),
    MIN: words('property', l10n.t('The smallest value.')),
    MAX: words('property', l10n.t('The largest value.')),
    IS_DEFINED: words('property', l10n.t('True if the property is there, whatever its value.')),
    STARTSWITH: startsWith,
    STARTS_WITH: startsWith,
    ENDSWITH: endsWith,
    ENDS_WITH: endsWith,
    CONTAINS: words('text, part', l10n.t('True if the text contains the part.')),
    INDEX_OF: words('text, part', l10n.t('Where the part starts in the text, counted from 0; -1 if nowhere.')),
    ARRAY_CONTAINS: words('array, value', l10n.t('True if the array has the value.')),
    LENGTH: words('text', l10n.t('The number of characters of the text.')),
    LOWER: words('text', l10n.t('The text in small letters.')),
    UPPER: words('text', l10n.t('The text in capital letters.')),
    SUBSTRING: words('text, start, length', l10n.t('A part of the text; start counts from 0, length can be left out.')),
    CONCAT: words('text, text, …', l10n.t('The texts, one after the other.')),
    ABS: words('number', l10n.t('The number without its sign.')),
    EXP: words('number', l10n.t('e to the power of the number.')),
    SQUARE: words('number', l10n.t('The number times itself.')),
    CEILING: words('number', l10n.t('The smallest whole number that is not below it.')),
    FLOOR: words('number', l10n.t('The largest whole number that is not above it.')),
    SIGN: words('number', l10n.t('1, 0 or -1: the sign of the number.')),
    SQRT: words('number', l10n.t('The square root of the number.')),
    POWER: words('number, exponent', l10n.t('The number to the power of the exponent.')),
    AS_NUMBER: words('text', l10n.t('The number that the text says.')),
    IS_ARRAY: words('value', l10n.t('True for an array.')),
    IS_BOOL: words('value', l10n.t('True for true and false.')),
    IS_NULL: words('value', l10n.t('True for null, but not if nothing is there.')),
    IS_NUMBER: words('value', l10n.t('True for a number.')),
    IS_OBJECT: words('value', l10n.t('True for an object, such as a tag with members.')),
    IS_PRIMITIVE: words('value', l10n.t('True for a text, a number, true, false and null.')),
    IS_STRING: words('value', l10n.t('True for a text.')),
  };
}

function words(parameters: string, description: string): FunctionWords {
  return { parameters, description };
}

function propertyWords(): Readonly<Record<string, string>> {
  return {
    deviceId: l10n.t('The id of the device; case matters in comparisons.'),
    moduleId: l10n.t('The id of the module on its device.'),
    etag: l10n.t('The version mark of the twin.'),
    deviceEtag: l10n.t('The version mark of the identity.'),
    status: l10n.t("'enabled' or 'disabled': whether the device may connect."),
    statusReason: l10n.t('Why the status is what it is, in the words of whoever set it.'),
    statusUpdateTime: l10n.t('When the status last changed, in UTC.'),
    connectionState: l10n.t("'Connected' or 'Disconnected', up to some minutes late."),
    lastActivityTime: l10n.t('When the device last connected or sent something, in UTC.'),
    cloudToDeviceMessageCount: l10n.t('How many messages wait for the device.'),
    authenticationType: l10n.t("How the device proves who it is: 'sas', 'selfSigned' or 'certificateAuthority'."),
    x509Thumbprint: l10n.t('The thumbprints of the certificates of the device.'),
    modelId: l10n.t('The Plug and Play model that the device named when it connected.'),
    version: l10n.t('Counts the changes of the twin.'),
    tags: l10n.t('What applications note about the device; the device does not see it. Such as tags.floor.'),
    properties: l10n.t('The desired and the reported properties. Such as properties.reported.firmware.'),
    desired: l10n.t('What applications want of the device.'),
    reported: l10n.t('What the device said of itself.'),
    capabilities: l10n.t('What the device can be: capabilities.iotEdge is true for an edge device.'),
    deviceScope: l10n.t('The edge device that the device belongs to, or the scope of an edge device itself.'),
    parentScopes: l10n.t('The scopes of the parents of the device.'),
    configurations: l10n.t('The configurations that apply to the device, and what became of them.'),
    devices: l10n.t('Every device of the hub, or with devices.modules every module, with devices.jobs every job.'),
  };
}
