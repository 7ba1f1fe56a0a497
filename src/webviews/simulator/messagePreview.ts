import {
  type TemplateProblem,
  messageMaxBytes,
  messageSizeInBytes,
} from '../../domain/messageTemplate/messageTemplate.ts';
import { isMessageTemplate, parseMessageTemplate } from '../../domain/messageTemplate/parseMessageTemplate.ts';

/** What a template would send next. */
export interface MessagePreview {
  /** Indented for reading; it is sent without spaces. */
  readonly text: string;
  readonly sizeInBytes: number;
}

/** The next message of a device, or what is wrong with the template. */
export function previewMessage(
  template: string,
  deviceId: string,
  messageNumber: number,
): MessagePreview | TemplateProblem {
  const parsed = parseMessageTemplate(template);
  if (!isMessageTemplate(parsed)) return parsed;

  const message = parsed.render({ deviceId, messageNumber, now: new Date(), random: Math.random });
  const sizeInBytes = messageSizeInBytes(message);
  if (sizeInBytes > messageMaxBytes) {
    return { message: 'The message is larger than 256 KB: the hub would refuse it.', line: 1, column: 1, offset: 0 };
  }
  return { text: JSON.stringify(JSON.parse(message), null, 2), sizeInBytes };
}

/** True if there is nothing wrong with the template. */
export function isPreview(preview: MessagePreview | TemplateProblem): preview is MessagePreview {
  return 'sizeInBytes' in preview;
}

/** How the size counts: in blocks of 4 KB (IoT Hub pricing; the free tier counts in 0.5 KB). */
export function describeSize(sizeInBytes: number): string {
  const blocks = Math.max(1, Math.ceil(sizeInBytes / 4096));
  return `${sizeInBytes.toLocaleString()} bytes, counted as ${blocks.toLocaleString()} message${blocks === 1 ? '' : 's'} of 4 KB`;
}
