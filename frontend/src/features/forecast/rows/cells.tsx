import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { StateBadge } from '@/components/ui/state-badge'
import { KindIcon } from '@/components/ui/step-kind'
import { useCardClick } from '@/lib/drawers/use-card-click'
import { dayOf } from '@/lib/format/format'
import { useFormat } from '@/lib/format/use-format'
import { say } from '@/lib/i18n/say'
import { paths } from '@/lib/routing/paths'
import classes from './rows.module.css'

/** The day, and below it the time. */
export function Moment({ at }: { at: number }) {
  const { near, time, fully, zone } = useFormat()
  return (
    <time dateTime={new Date(at).toISOString()} className={classes.two} title={fully(at)}>
      <span className="clip">{near(dayOf(at, zone))}</span>
      <span className={`clip ${classes.small}`}>{time(at)}</span>
    </time>
  )
}

/** The card, which opens in the drawer. */
export function CardLink({ row, product }: { row: crm.ForecastRow; product: string }) {
  const onCard = useCardClick()
  return (
    <span className={classes.two}>
      <Anchor
        component={Link}
        to={paths.card(product, row.card)}
        className="clip"
        title={row.cardName}
        onClick={(e) => onCard(e, row.card)}
      >
        {row.cardName}
      </Anchor>
      <span className={`${classes.narrowStep} ${classes.small}`}>
        <StepCell row={row} />
      </span>
    </span>
  )
}

// What ends a card's way is of no step.
const ends = new Set<string>(['left', 'completed', 'stopped'])

/** Which step, and the letter that was drawn. */
export function StepCell({ row }: { row: crm.ForecastRow }) {
  const { t } = useTranslation()
  if (ends.has(row.outcome)) return null
  const name = t('forecast.step', { position: row.position, kind: t(`kind.${row.kind}`) })
  return (
    <>
      <KindIcon kind={row.kind} size={16} />
      <span className="clip" title={name}>
        {name}
        {row.letter && ` · ${row.letter}`}
      </span>
    </>
  )
}

/** A line and a quieter one below it. */
export function Two({ first, second }: { first: string; second: string }) {
  return (
    <span className={classes.two}>
      <span className="clip" title={first}>
        {first}
      </span>
      {second && (
        <span className={`clip ${classes.small}`} title={second}>
          {second}
        </span>
      )}
    </span>
  )
}

/** How many parts an SMS has and what they cost. */
export function PartsCell({ row, currency }: { row: crm.ForecastRow; currency: string }) {
  const { t } = useTranslation()
  const { money } = useFormat()
  if (row.parts === 0) return null
  const cost = currency && row.cost > 0 ? money(row.cost, currency) : ''
  return <Two first={t('forecast.parts', { count: row.parts })} second={cost} />
}

/** Why it doesn't happen, or which rules gave the moment. */
export function Note({ row }: { row: crm.ForecastRow }) {
  const { t } = useTranslation()
  const chain = row.shifts.map(say).join(' → ')
  if (row.outcome === 'done') {
    return (
      <span className={`${classes.chain} ${classes.small}`} title={chain}>
        {chain}
      </span>
    )
  }
  return (
    <span className={classes.two}>
      <StateBadge state={row.outcome} />
      {row.reason && (
        <span className={`clip ${classes.small}`} title={t(`reason.${row.reason}`)}>
          {t(`reason.${row.reason}`)}
        </span>
      )}
    </span>
  )
}
