import type { FeatureRoute } from '@/lib/routing/feature'

/** The templates of a product and the editor of one. */
export const templateRoutes: FeatureRoute[] = [
  {
    path: '/p/$product/templates',
    page: async () => (await import('./templates-page')).TemplatesPage,
  },
  {
    path: '/p/$product/templates/$template',
    page: async () => (await import('./template-page')).TemplatePage,
  },
]
