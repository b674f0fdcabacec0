import { useState } from 'react'
import { FilterPage } from '@/features/filters/filter-page'
import { NewDialog } from '@/features/sequences/new-dialog'

/** The editor of a filter, which leads on to a new automation with that filter. */
export function FilterWithAutomation() {
  const [filter, setFilter] = useState('')
  return (
    <>
      <FilterPage onUse={setFilter} />
      {filter && <NewDialog folder="" filter={filter} onClose={() => setFilter('')} />}
    </>
  )
}
