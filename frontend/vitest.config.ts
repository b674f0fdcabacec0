import { defineConfig, mergeConfig } from 'vitest/config'
import vite from './vite.config.ts'

export default mergeConfig(
  vite,
  defineConfig({
    test: {
      environment: 'happy-dom',
      include: ['src/**/*.test.{ts,tsx}'],
      setupFiles: ['./src/test-setup.ts'],
      restoreMocks: true,
      // A world for each file took four fifths of the time. So a file leaves
      // nothing behind, and nobody mocks a module: spy on what it holds.
      pool: 'threads',
      isolate: false,
    },
  }),
)
