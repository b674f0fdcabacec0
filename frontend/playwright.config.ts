import { defineConfig } from '@playwright/test'

// Chromium takes the last list of features that it gets: the first ones are
// Playwright's own, the others are pop-ups of the address bar, for which every
// page would start two more processes.
const without = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
]

// The stories drive a real `stepwise serve` of the test build with the system's
// Chromium; e2e/stepwise.ts starts one for each story.
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.story.ts',
  fullyParallel: true,
  workers: 2,
  retries: process.env.CI ? 1 : 0, // a story that needed it is named as flaky in the report
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Bucharest',
    contextOptions: { reducedMotion: 'reduce' }, // what still moves can be missed by a click
    actionTimeout: 15_000,
    trace: 'on-first-retry', // following every story costs a third of their time
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        `--disable-features=${without.join(',')}`,
      ],
    },
  },
})
