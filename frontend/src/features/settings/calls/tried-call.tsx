import type { api } from '@wails/go/models'
import { useEffect, useRef } from 'react'
import { Outcome, TriedLead } from '../leads/tried-lead'
import settings from '../settings.module.css'

/** What would become of the sample; it comes into view by itself. */
export function TriedCall({ result, product }: { result: api.TryInletOut; product: string }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <div ref={box} className={settings.box} role="status">
      <Outcome outcome={result.lead.outcome} />
      <TriedLead lead={result.lead} product={product} />
    </div>
  )
}
