import type { FeatureRoute } from '@/lib/routing/feature'

/** The list of tasks. */
export const taskRoutes: FeatureRoute[] = [
  { path: '/tasks', page: async () => (await import('./tasks-page')).TasksPage },
]
