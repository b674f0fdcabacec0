import { useTranslation } from 'react-i18next'
import { CountDoor } from '@/components/ui/count-door'
import { paths } from '@/lib/routing/paths'
import { useProduct } from '@/lib/workspace/workspace'

interface CardsDoorProps {
  sequence: string
  count: number
  /** What the number counts, in words. */
  what: string
  /** Which of the automation's cards it opens; missing where there is no such list. */
  state: string | undefined
  step?: string
  reason?: string
}

/** A number of the report that opens the cards behind it: those of all times, whatever the period. */
export function CardsDoor({ sequence, count, what, state, step, reason }: CardsDoorProps) {
  const { t } = useTranslation()
  const product = useProduct().product.id
  if (!state) return <CountDoor count={count} label={`${what}: ${count}`} />
  return (
    <CountDoor
      count={count}
      to={paths.running(product, sequence)}
      search={{ state, ...(step && { step }), ...(reason && { reason }) }}
      label={t('reports.door', { what, count })}
    />
  )
}
