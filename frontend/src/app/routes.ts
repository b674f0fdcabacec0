import type { FeatureRoute } from '@/lib/routing/feature'

/** All pages of the product. A feature adds its list of pages here, and nothing else. */
export const routes: FeatureRoute[] = []
