import type { FeatureRoute } from '@/lib/routing/feature'

/** The settings, one page with its sections. */
export const settingsRoutes: FeatureRoute[] = [
  {
    path: '/settings/products/$product',
    page: async () => (await import('./products/product-page')).ProductPage,
  },
  { path: '/settings/$section', page: async () => (await import('./settings-page')).SettingsPage },
]
