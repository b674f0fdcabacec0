import { Navigate } from '@tanstack/react-router'
import { paths } from '@/lib/routing/paths'
import { useProducts } from '@/lib/workspace/workspace'
import { lastProduct } from './shell/last-product'

/** The start: the cards of the product that was looked at last. */
export function Home() {
  const ids = useProducts().map((p) => p.product.id)
  const last = lastProduct()
  return <Navigate to={paths.cards(ids.includes(last) ? last : (ids[0] ?? ''))} replace />
}
