import type { FeatureRoute } from '@/lib/routing/feature'

/** The page of the builder. */
export const builderRoutes: FeatureRoute[] = [
  {
    path: '/p/$product/automations/$sequence',
    page: async () => (await import('./builder-page')).BuilderPage,
  },
]
