import type { FeatureRoute } from '@/lib/routing/feature'

/** The page of the outbox. */
export const outboxRoutes: FeatureRoute[] = [
  { path: '/outbox', page: async () => (await import('./outbox-page')).OutboxPage },
]
