import type { FeatureRoute } from '@/lib/routing/feature'

/** The page that says what an automation will do. */
export const forecastRoutes: FeatureRoute[] = [
  {
    path: '/p/$product/automations/$sequence/forecast',
    page: async () => (await import('./forecast-page')).ForecastPage,
  },
]
