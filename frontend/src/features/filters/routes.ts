import type { FeatureRoute } from '@/lib/routing/feature'

/** The list of a product's filters. The editor's route is in `app`, which leads on to automations. */
export const filterRoutes: FeatureRoute[] = [
  {
    path: '/p/$product/filters',
    page: async () => (await import('./filters-page')).FiltersPage,
  },
]
