import type { crm } from '@wails/go/models'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { CountDoor } from '@/components/ui/count-door'
import { dayOf } from '@/lib/format/format'
import { useFormat } from '@/lib/format/use-format'
import { paths } from '@/lib/routing/paths'
import classes from './forecast.module.css'
import { countOf, type Kind } from './state/kinds'
import type { View } from './state/view'

interface ScopeNumbersProps {
  scope: crm.ForecastScope
  /** The kinds that have a number. */
  kinds: readonly Kind[]
  currency: string
  firstDay: number
  cards: { product: string; filter: string }
  onShow: (part: Partial<View>) => void
}

/** The numbers of one answer; each opens what it counts. */
export function ScopeNumbers(p: ScopeNumbersProps) {
  const { t } = useTranslation()
  const { number, zone } = useFormat()
  const { scope } = p
  const { total } = scope
  return (
    <dl className={classes.numbers}>
      <Tile
        name={t(scope.scope === 'now' ? 'forecast.under_way' : 'forecast.start_now')}
        note={scope.later > 0 && t('forecast.later', { count: scope.later })}
      >
        <CountDoor
          count={scope.cards}
          to={scope.scope === 'all' ? paths.cards(p.cards.product) : ''}
          search={{ filter: p.cards.filter }}
          label={t('forecast.cards', { count: scope.cards })}
        />
      </Tile>
      <Tile name={t('forecast.first_day')} note={t('forecast.to_clients')}>
        <CountDoor
          count={scope.firstDay}
          onOpen={() => p.onShow({ day: dayOf(p.firstDay, zone), outcome: 'done' })}
          label={t('forecast.messages', { count: scope.firstDay })}
        />
      </Tile>
      {p.kinds.map((kind) => (
        <Tile
          key={kind}
          name={t(`forecast.kind.${kind}`)}
          note={kind === 'sms_client' && total.parts > 0 && <Parts total={total} {...p} />}
        >
          <CountDoor
            count={countOf(total, kind)}
            onOpen={() => p.onShow({ kind, outcome: 'done' })}
            label={`${t(`forecast.kind.${kind}`)}: ${number(countOf(total, kind))}`}
          />
        </Tile>
      ))}
      {(['skipped', 'held'] as const).map((outcome) => (
        <Tile key={outcome} name={t(`forecast.tile.${outcome}`)} quiet={total[outcome] === 0}>
          <CountDoor
            count={total[outcome]}
            onOpen={() => p.onShow({ outcome })}
            label={`${t(`forecast.tile.${outcome}`)}: ${number(total[outcome])}`}
          />
        </Tile>
      ))}
      {scope.beyond > 0 && (
        <Tile name={t('forecast.beyond')}>
          <span className="num">{number(scope.beyond)}</span>
        </Tile>
      )}
    </dl>
  )
}

function Parts({ total, currency }: { total: crm.ForecastDay; currency: string }) {
  const { t } = useTranslation()
  const { money } = useFormat()
  const parts = t('forecast.parts', { count: total.parts })
  return currency && total.cost > 0 ? `${parts} · ≈ ${money(total.cost, currency)}` : parts
}

interface TileProps {
  name: string
  note?: ReactNode
  quiet?: boolean
  children: ReactNode
}

function Tile({ name, note, quiet, children }: TileProps) {
  return (
    <div className={classes.tile} data-quiet={quiet || undefined}>
      <dt>{name}</dt>
      <dd>{children}</dd>
      {note && <dd className={classes.small}>{note}</dd>}
    </div>
  )
}
