import { type Browser, chromium } from 'playwright-core';
import { findBrowser } from './findBrowser.ts';

/** Nothing that would leave the machine or ask something. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A Chromium without a window. @throws SetupError if there is none and none can be installed. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await findBrowser(), args: quiet, headless: true });
}
