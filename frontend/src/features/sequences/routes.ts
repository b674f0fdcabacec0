import type { FeatureRoute } from '@/lib/routing/feature'

/** The pages of the list of automations. */
export const sequenceRoutes: FeatureRoute[] = [
  {
    path: '/p/$product/automations',
    page: async () => (await import('./sequences-page')).SequencesPage,
  },
]
