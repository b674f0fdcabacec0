import type { FeatureRoute } from '@/lib/routing/feature'

/** The page of the outbox. */
export const outboxRoutes: FeatureRoute[] = []
