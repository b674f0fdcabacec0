import type { FeatureRoute } from '@/lib/routing/feature'

/** The forms of a product, the builder of one, what was sent in by it and its numbers. */
export const formRoutes: FeatureRoute[] = [
  { path: '/forms', page: async () => (await import('./forms-home')).FormsHome },
  { path: '/p/$product/forms', page: async () => (await import('./forms-page')).FormsPage },
  {
    path: '/p/$product/forms/$form',
    page: async () => (await import('./builder/form-page')).FormPage,
  },
  {
    path: '/p/$product/forms/$form/answers',
    page: async () => (await import('./answers/answers-page')).AnswersPage,
  },
  {
    path: '/p/$product/forms/$form/report',
    page: async () => (await import('./report/report-page')).FormReportPage,
  },
]
