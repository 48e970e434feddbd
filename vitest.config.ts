import { defineConfig } from 'vitest/config';

// Libraries are read from their source, so that a test never sees a stale build. The files of a worker share what they
// import: reading it anew for each took a third of the time. A test leaves nothing behind, or it spoils the next file.
const conditions = ['@lull/source'];
const shared = {
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
} as const;

export default defineConfig({
  test: {
    projects: [
      {
        ...shared,
        test: {
          name: 'rules',
          root: '.',
          include: ['libs/**/*.test.ts', 'tools/*/**/*.test.ts'],
          environment: 'node',
          isolate: false,
          maxWorkers: 2,
        },
      },
      {
        // What a clone does when it is started. It builds what is not built, so `npm test` runs it after the build.
        ...shared,
        test: {
          name: 'start',
          root: '.',
          include: ['tools/*.test.ts'],
          environment: 'node',
          testTimeout: 60_000,
          hookTimeout: 240_000,
        },
      },
      {
        ...shared,
        test: {
          name: 'api',
          root: '.',
          include: ['apps/api/src/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['apps/api/src/testing/global-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          isolate: false,
          // One more than a small machine has cores: a test that waits leaves room for another.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
      {
        ...shared,
        test: {
          name: 'web',
          root: '.',
          include: ['apps/web/src/**/*.test.{ts,tsx}'],
          environment: 'jsdom',
          isolate: false,
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
          // A form filled in key by key takes seconds on a busy machine.
          testTimeout: 20_000,
          expect: { poll: { timeout: 5_000 } },
          setupFiles: ['apps/web/src/testing/setup.ts'],
        },
      },
    ],
  },
});
