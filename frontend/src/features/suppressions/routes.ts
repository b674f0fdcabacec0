import type { FeatureRoute } from '@/lib/routing/feature'

/** The suppression list. */
export const suppressionRoutes: FeatureRoute[] = [
  {
    path: '/settings/suppressions',
    page: async () => (await import('./suppressions-page')).SuppressionsPage,
  },
]
