import { cardsRoutes } from '@/features/cards/routes'
import { contactRoutes } from '@/features/contacts/routes'
import { filterRoutes } from '@/features/filters/routes'
import { forecastRoutes } from '@/features/forecast/routes'
import { formRoutes } from '@/features/forms/routes'
import { importRoutes } from '@/features/imports/routes'
import { recipeRoutes } from '@/features/recipes/routes'
import { reportRoutes } from '@/features/reports/routes'
import { runningRoutes } from '@/features/running/routes'
import { sandboxRoutes } from '@/features/sandbox/routes'
import { settingsRoutes } from '@/features/settings/routes'
import { suppressionRoutes } from '@/features/suppressions/routes'
import { taskRoutes } from '@/features/tasks/routes'
import { templateRoutes } from '@/features/templates/routes'
import type { FeatureRoute } from '@/lib/routing/feature'

/** All pages of the product. A feature adds its list of pages here, and nothing else. */
export const routes: FeatureRoute[] = [
  { path: '/today', page: async () => (await import('./today-page')).Today },
  {
    path: '/p/$product/automations',
    page: async () => (await import('./automations-page')).Automations,
  },
  {
    path: '/p/$product/automations/$sequence',
    page: async () => (await import('./automation-page')).Automation,
  },
  {
    path: '/p/$product/cards',
    page: async () => (await import('./cards-page')).CardsWithBoard,
  },
  ...cardsRoutes,
  ...contactRoutes,
  ...filterRoutes,
  {
    path: '/p/$product/filters/$filter',
    page: async () => (await import('./filter-page')).FilterWithAutomation,
  },
  ...forecastRoutes,
  ...formRoutes,
  {
    path: '/p/$product/automations/new',
    page: async () => (await import('./new-automation')).NewAutomation,
  },
  {
    path: '/p/$product/automations/new/filter',
    page: async () => (await import('./new-automation')).NewAutomationFilter,
  },
  {
    path: '/p/$product/automations/new/template',
    page: async () => (await import('./new-automation')).NewAutomationTemplate,
  },
  {
    path: '/p/$product/automations/$sequence/template',
    page: async () => (await import('./new-automation')).StepTemplate,
  },
  ...importRoutes,
  { path: '/p/$product/links', page: async () => (await import('./links-page')).Links },
  { path: '/outbox', page: async () => (await import('./outbox-page')).Outbox },
  ...sandboxRoutes,
  ...recipeRoutes,
  ...reportRoutes,
  ...runningRoutes,
  ...templateRoutes,
  ...suppressionRoutes,
  ...settingsRoutes,
  ...taskRoutes,
]
