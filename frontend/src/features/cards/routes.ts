import type { FeatureRoute } from '@/lib/routing/feature'

/** A new card, and one. The list is put together with the board in `app`. */
export const cardsRoutes: FeatureRoute[] = [
  {
    path: '/p/$product/cards/new',
    page: async () => (await import('./new-card-page')).NewCardPage,
  },
  {
    path: '/p/$product/cards/$card',
    page: async () => (await import('./page/card-page')).CardPage,
  },
]
