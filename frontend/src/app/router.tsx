import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router'
import { ErrorPage, NotFoundPage } from './error-page'
import { Home } from './home'
import { routes } from './routes'
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
  const home = createRoute({ getParentRoute: () => shell, path: '/', component: Home })
  const lost = createRoute({ getParentRoute: () => shell, path: '$', component: NotFoundPage })
  const pages = routes.map(({ path, page }) =>
    createRoute({
      getParentRoute: () => shell,
      path,
      component: lazyRouteComponent(async () => ({ default: await page() })),
    }),
  )
  return createRouter({
    routeTree: root.addChildren([shell.addChildren([home, ...pages, lost])]),
    history: createHashHistory(),
    defaultErrorComponent: ErrorPage,
    defaultNotFoundComponent: NotFoundPage,
    defaultPreload: 'intent',
    scrollRestoration: false,
  })
}
