import { defineConfig } from '@playwright/test';

/**
 * Journeys against the built product with the demonstration clinic. Each of two workers has a product and a clinic of
 * its own (fixtures/product.ts), in which one journey runs at a time: what it leaves stands there when the next begins,
 * and none counts on it (fixtures/given.ts). Chromium is found by tools/browser (`CHROMIUM_PATH` names another).
 */
const chromium = process.env['CHROMIUM_PATH'];

export default defineConfig({
  testDir: 'specs',
  outputDir: '../.lull/e2e/results',
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter:
    process.env['LULL_E2E_REPORT'] === undefined
      ? [['list']]
      : [['list'], ['json', { outputFile: process.env['LULL_E2E_REPORT'] }]],
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    // The browser sits in another zone than the clinic, as a colleague at home does.
    timezoneId: 'Europe/Berlin',
    // What stood on the page is kept of a failure; a picture of every change is not.
    trace: { mode: 'retain-on-failure', screenshots: false },
    launchOptions: {
      ...(chromium === undefined ? {} : { executablePath: chromium }),
      args: [
        '--no-sandbox',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
});
