import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import type { Column } from '@/components/ui/data-table'
import { StateBadge } from '@/components/ui/state-badge'
import { KindIcon } from '@/components/ui/step-kind'
import { useCardClick } from '@/lib/drawers/use-card-click'
import { dayOf } from '@/lib/format/format'
import { useFormat } from '@/lib/format/use-format'
import { say } from '@/lib/i18n/say'
import { paths } from '@/lib/routing/paths'
import classes from './rows.module.css'

/** The columns of the table of a forecast. */
export function useRowColumns(product: string, currency: string): Column<crm.ForecastRow>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'when',
      title: t('forecast.column.when'),
      width: '104px',
      cell: (row) => <Moment at={row.at} />,
    },
    {
      key: 'card',
      title: t('forecast.column.card'),
      width: 'minmax(96px, 1.6fr)',
      cell: (row) => <CardLink row={row} product={product} />,
    },
    {
      key: 'step',
      title: t('forecast.column.step'),
      width: 'minmax(44px, 1.3fr)',
      hideBelow: 480,
      cell: (row) => <StepCell row={row} />,
    },
    {
      key: 'to',
      title: t('forecast.column.to'),
      width: 'minmax(100px, 1.5fr)',
      hideBelow: 640,
      cell: (row) => <Two first={row.toName || row.to} second={row.toName ? row.to : ''} />,
    },
    {
      key: 'text',
      title: t('forecast.column.text'),
      width: 'minmax(100px, 1.8fr)',
      hideBelow: 800,
      cell: (row) => (
        <span className="clip" title={row.title}>
          {row.title}
        </span>
      ),
    },
    {
      key: 'parts',
      title: t('forecast.column.parts'),
      width: '88px',
      hideBelow: 960,
      cell: (row) => <PartsCell row={row} currency={currency} />,
    },
    {
      key: 'note',
      title: t('forecast.column.note'),
      width: 'minmax(112px, 2fr)',
      cell: (row) => <Note row={row} />,
    },
  ]
}

function Moment({ at }: { at: number }) {
  const { near, time, fully, zone } = useFormat()
  return (
    <time dateTime={new Date(at).toISOString()} className={classes.two} title={fully(at)}>
      <span className="clip">{near(dayOf(at, zone))}</span>
      <span className={`clip ${classes.small}`}>{time(at)}</span>
    </time>
  )
}

function CardLink({ row, product }: { row: crm.ForecastRow; product: string }) {
  const onCard = useCardClick()
  return (
    <Anchor
      component={Link}
      to={paths.card(product, row.card)}
      className="clip"
      title={row.cardName}
      onClick={(e) => onCard(e, row.card)}
    >
      {row.cardName}
    </Anchor>
  )
}

function StepCell({ row }: { row: crm.ForecastRow }) {
  const { t } = useTranslation()
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

function Two({ first, second }: { first: string; second: string }) {
  return (
    <span className={classes.two}>
      <span className="clip" title={first}>
        {first || '–'}
      </span>
      {second && (
        <span className={`clip ${classes.small}`} title={second}>
          {second}
        </span>
      )}
    </span>
  )
}

function PartsCell({ row, currency }: { row: crm.ForecastRow; currency: string }) {
  const { t } = useTranslation()
  const { money } = useFormat()
  if (row.parts === 0) return null
  const cost = currency && row.cost > 0 ? money(row.cost, currency) : ''
  return <Two first={t('forecast.parts', { count: row.parts })} second={cost} />
}

/** Why it doesn't happen, or which rules gave the moment. */
function Note({ row }: { row: crm.ForecastRow }) {
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
