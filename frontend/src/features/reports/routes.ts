import type { FeatureRoute } from '@/lib/routing/feature'

/** The pages of reports. */
export const reportRoutes: FeatureRoute[] = [
  {
    path: '/p/$product/automations/$sequence/report',
    page: async () => (await import('./report-page')).ReportPage,
  },
]
