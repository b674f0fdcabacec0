import type { FeatureRoute } from '@/lib/routing/feature'

/** The gallery of automations that are ready to be copied. */
export const recipeRoutes: FeatureRoute[] = [
  {
    path: '/p/$product/automations/recipes',
    page: async () => (await import('./recipes-page')).RecipesPage,
  },
]
