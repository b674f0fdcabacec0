import type { ComponentType } from 'react'

/**
 * One page of a feature. `path` is a router path such as "/p/$product/cards/$card"; `page` is loaded
 * when it is first shown. Each feature lists its pages in `features/<name>/routes.ts`, and
 * `app/routes.ts` lists the features.
 */
export interface FeatureRoute {
  path: string
  page: () => Promise<ComponentType>
}
