import type { FeatureRoute } from '@/lib/routing/feature'

/** Who is where in one automation. */
export const runningRoutes: FeatureRoute[] = [
  {
    path: '/p/$product/automations/$sequence/running',
    page: async () => (await import('./running-page')).RunningPage,
  },
]
