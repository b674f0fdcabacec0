import { Navigate } from '@tanstack/react-router'
import { paths } from '@/lib/routing/paths'
import { useProduct } from '@/lib/workspace/workspace'

/** An address without a product leads to the forms of the first one. */
export function FormsHome() {
  return <Navigate to={paths.forms(useProduct().product.id)} replace />
}
