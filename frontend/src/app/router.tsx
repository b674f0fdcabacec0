import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { paths } from '@/lib/routing/paths'
import { ErrorPage, NotFoundPage } from './error-page'
import { routes } from './routes'
import { lastProduct } from './shell/last-product'
import { Shell } from './shell/shell'
import { Start } from './start'

/** The router over the table of `routes.ts`. The address is behind "#", in the window and in browsers. */
export function makeRouter() {
  const root = createRootRoute({ component: Start })
  const shell = createRoute({
    getParentRoute: () => root,
    id: 'shell',
    component: Shell,
  })
  const home = createRoute({
    getParentRoute: () => shell,
    path: '/',
    beforeLoad: () => {
      throw redirect({ to: paths.cards(lastProduct() || 'first'), replace: true })
    },
  })
  const pages = routes.map(({ path, page }) =>
    createRoute({
      getParentRoute: () => shell,
      path,
      component: lazyRouteComponent(async () => ({ default: await page() })),
    }),
  )
  return createRouter({
    routeTree: root.addChildren([shell.addChildren([home, ...pages])]),
    history: createHashHistory(),
    defaultErrorComponent: ErrorPage,
    defaultNotFoundComponent: NotFoundPage,
    defaultPreload: 'intent',
    scrollRestoration: false,
  })
}
