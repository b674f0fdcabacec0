import type { api, crm } from '@wails/go/models'
import { createContext, useContext } from 'react'
import { useParam } from '@/lib/routing/use-view'

/** The settings, people and products; the shell reads them before it shows anything. */
export const WorkspaceContext = createContext<api.WorkspaceOut | undefined>(undefined)

/** The settings, people and products. */
export function useWorkspace(): api.WorkspaceOut {
  const workspace = useContext(WorkspaceContext)
  if (!workspace) throw new Error('useWorkspace outside of the shell')
  return workspace
}

/** The workspace's time zone; the computer's before the first run. */
export function useZone(): string {
  const workspace = useContext(WorkspaceContext)
  return workspace?.workspace.zone || Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** The product of what is shown over a page that may be of another one; "": that of the address. */
export const ProductContext = createContext('')

/** The products of the menus: those that are not archived. */
export function useProducts(): api.ProductView[] {
  return useWorkspace().products.filter((p) => !p.product.archived)
}

/** The product of the address ("/p/$product/…") or of a drawer over it, else the first one. */
export function useProduct(): api.ProductView {
  const { products } = useWorkspace()
  const address = useParam('product')
  const id = useContext(ProductContext) || address
  const product =
    products.find((p) => p.product.id === id) ??
    products.find((p) => !p.product.archived) ??
    products[0]
  if (!product) throw new Error('a workspace without products')
  return product
}

/** A colleague by id. */
export function useUser(id: string): crm.User | undefined {
  return useWorkspace().users.find((u) => u.id === id)
}

/** Whether this person may change settings, automations, filters and templates. */
export function useIsAdmin(): boolean {
  return useWorkspace().me.role === 'admin'
}
