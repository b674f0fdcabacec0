import type { FeatureRoute } from '@/lib/routing/feature'

/** The import of a file of clients. */
export const importRoutes: FeatureRoute[] = [
  { path: '/p/$product/import', page: async () => (await import('./import-page')).ImportPage },
]
