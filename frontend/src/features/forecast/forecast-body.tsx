import { Text } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import type { api, crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { ByStep } from './by-step'
import { Calendar } from './calendar/calendar'
import { Clashes } from './clashes'
import classes from './forecast.module.css'
import { LeftOutList } from './left-out-list'
import { NothingHere } from './nothing-here'
import { Rows } from './rows/rows'
import { ScopePanels } from './scope-panels'
import { nothingIn } from './state/scopes'
import { type View, wide } from './state/view'

export interface ForecastBodyProps {
  out: api.ForecastOut
  scope: crm.ForecastScope
  view: View
  change: (part: Partial<View>) => void
  product: string
  /** Its filter, where the cards are. */
  filter: string
  /** The next forecast is on its way. */
  stale: boolean
}

/** A finished forecast: its numbers, its days, what stands out, and every single thing. */
export function ForecastBody(p: ForecastBodyProps) {
  const { t } = useTranslation()
  const { out, scope, view, change } = p
  const nothing = nothingIn(scope)
  const show = (part: Partial<View>) => {
    change({ ...wide, ...part })
    document.getElementById('forecast-rows')?.scrollIntoView({ block: 'start' })
  }
  return (
    <div className={classes.body} data-stale={p.stale || undefined}>
      <ScopePanels
        out={out}
        shown={scope.scope}
        onShown={(next) => change({ ...wide, scope: next })}
        onShow={show}
        cards={{ product: p.product, filter: p.filter }}
      />
      <Text className={classes.assumes}>
        <IconInfoCircle size={16} aria-hidden />
        {t(out.active ? 'forecast.assumes_active' : 'forecast.assumes')}
      </Text>
      {nothing ? (
        <NothingHere why={nothing} {...p} />
      ) : (
        <>
          <Calendar out={out} scope={scope} day={view.day} onDay={(day) => change({ day })} />
          <div className={classes.lists}>
            <ByStep steps={scope.steps} step={view.step} onShow={show} />
            <LeftOutList reasons={scope.reasons} onShow={show} />
            <Clashes clashes={scope.clashes} onShow={show} />
          </div>
          <Rows {...p} />
        </>
      )}
    </div>
  )
}
