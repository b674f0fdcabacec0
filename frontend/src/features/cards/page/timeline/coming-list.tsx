import { Button } from '@mantine/core'
import type { api, crm } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/lib/format/use-format'
import { type Coming, comingOf, nearest } from '../../state/coming'
import type { LineKind } from '../api'
import { ComingStepLine } from './coming-step'
import { ComingTaskLine } from './coming-task'
import classes from './timeline.module.css'

interface ComingListProps {
  view: api.CardView
  kinds: LineKind[]
}

const few = 5

/** What will happen, the nearest just above now: steps of automations and tasks with a day. */
export function ComingList({ view, kinds }: ComingListProps) {
  const { t } = useTranslation()
  const { zone } = useFormat()
  const [all, setAll] = useState(false)
  const coming = comingOf(view, kinds, zone)
  const shown = all ? coming : nearest(coming, few)
  const hidden = coming.length - shown.length
  return (
    <>
      {hidden > 0 && (
        <li className={classes.more}>
          <Button size="compact-sm" variant="subtle" onClick={() => setAll(true)}>
            {t('card.more_coming', { count: hidden })}
          </Button>
        </li>
      )}
      {shown.map((c) => (
        <Line key={c.key} coming={c} view={view} />
      ))}
    </>
  )
}

function Line({ coming, view }: { coming: Coming; view: api.CardView }) {
  if ('step' in coming) return <ComingStepLine step={coming.step} view={view} />
  return <ComingTaskLine task={coming.task as crm.Task} />
}
