import { FilterPage } from '@/features/filters/filter-page'
import { paths } from '@/lib/routing/paths'
import { useGo } from '@/lib/routing/use-view'
import { useProduct } from '@/lib/workspace/workspace'

/** The editor of a filter, which leads on to a new automation with that filter. */
export function FilterWithAutomation() {
  const go = useGo()
  const product = useProduct().product.id
  return (
    <FilterPage onUse={(filter) => go(paths.newAutomation(product), { filter, step: 'action' })} />
  )
}
