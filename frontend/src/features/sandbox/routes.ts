import type { FeatureRoute } from '@/lib/routing/feature'

/** The page on which an automation is tried on a copy. */
export const sandboxRoutes: FeatureRoute[] = [
  {
    path: '/p/$product/automations/$sequence/sandbox',
    page: async () => (await import('./sandbox-page')).SandboxPage,
  },
]
