import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'evaluation/**/*.test.ts'],
    // What takes minutes (kills, restarts, slow models, bad input at scale) runs with `npm run test:nightly`.
    exclude: process.env['NIGHTLY'] === undefined ? ['**/*.nightly.test.ts'] : [],
    // A machine that does much else besides is waited for.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // End-to-end tests wait for other processes most of their time: more of them than cores may run at once.
    maxWorkers: 3,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      exclude: ['src/**/*.test.ts', 'src/cli.ts'],
      reporter: ['text-summary'],
    },
  },
});
