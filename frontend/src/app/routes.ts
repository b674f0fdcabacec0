import { builderRoutes } from '@/features/builder/routes'
import { cardsRoutes } from '@/features/cards/routes'
import { outboxRoutes } from '@/features/outbox/routes'
import { sequenceRoutes } from '@/features/sequences/routes'
import type { FeatureRoute } from '@/lib/routing/feature'

/** All pages of the product. A feature adds its list of pages here, and nothing else. */
export const routes: FeatureRoute[] = [
  ...builderRoutes,
  ...cardsRoutes,
  ...outboxRoutes,
  ...sequenceRoutes,
]
