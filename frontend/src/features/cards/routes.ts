import type { FeatureRoute } from '@/lib/routing/feature'

/** The list of cards, a new one, and one. */
export const cardsRoutes: FeatureRoute[] = [
  { path: '/p/$product/cards', page: async () => (await import('./cards-page')).CardsPage },
  {
    path: '/p/$product/cards/new',
    page: async () => (await import('./new-card-page')).NewCardPage,
  },
  { path: '/p/$product/cards/$card', page: async () => (await import('./card-page')).CardPage },
]
