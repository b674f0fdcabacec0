import { useEffect, useState } from 'react'
import type { Problem } from '@/lib/api/client'
import { type SectionName, sectionOf } from './sections'

/** Which parts of the form's settings are open; those with problems open by themselves. */
export function useOpenSections(problems: Problem[]) {
  const [open, setOpen] = useState<ReadonlySet<SectionName>>(new Set(['texts', 'happens']))
  const onOpen = (section: SectionName, isOpen: boolean) =>
    setOpen((old) => {
      if (old.has(section) === isOpen) return old
      const next = new Set(old)
      if (isOpen) next.add(section)
      else next.delete(section)
      return next
    })
  useEffect(() => {
    const wrong = problems.map((p) => sectionOf(p.path)).filter((name) => name !== undefined)
    if (wrong.length > 0) setOpen((old) => new Set([...old, ...wrong]))
  }, [problems])
  /** Opens one and brings it into sight. */
  const lead = (section: SectionName) => {
    onOpen(section, true)
    requestAnimationFrame(() => {
      const part = document.querySelector<HTMLElement>(`[data-section="${section}"]`)
      part?.scrollIntoView({ block: 'nearest' })
      part?.querySelector<HTMLElement>('input, textarea')?.focus({ preventScroll: true })
    })
  }
  return { open, onOpen, lead }
}
