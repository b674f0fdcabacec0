import { IconArrowRight } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { KindIcon } from '@/components/ui/step-kind'
import { useFormat } from '@/lib/format/use-format'
import classes from './activation.module.css'

/** When each step comes next: before the pause, and after it. */
export function MidwaySteps({ steps }: { steps: api.ReactivationStep[] }) {
  const { t } = useTranslation()
  const { moment } = useFormat()
  const span = (first: number, last: number) => {
    if (!first) return '–'
    const [from, to] = [moment(first), moment(last)]
    return from === to ? from : `${from} – ${to}`
  }
  return (
    <ul className={classes.steps}>
      {steps.map((step) => {
        const before = span(step.beforeFirst, step.beforeLast)
        const after = span(step.afterFirst, step.afterLast)
        return (
          <li key={step.position} className={classes.moved}>
            <KindIcon kind={step.kind} size={16} />
            <span>
              {t('activation.midway.step', { position: step.position, count: step.cards })}{' '}
              {before !== after && (
                <>
                  <span className={classes.small}>{before}</span>{' '}
                  <IconArrowRight
                    size={12}
                    role="img"
                    aria-label={t('activation.midway.then')}
                  />{' '}
                </>
              )}
              <span className="num">{after}</span>
            </span>
          </li>
        )
      })}
    </ul>
  )
}
