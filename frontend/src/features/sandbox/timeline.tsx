import { UnstyledButton } from '@mantine/core'
import type { api, crm } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { StateBadge } from '@/components/ui/state-badge'
import { KindIcon } from '@/components/ui/step-kind'
import { useFormat } from '@/lib/format/use-format'
import { useSandboxRows } from './api'
import { RowDrawer } from './row-drawer'
import classes from './sandbox.module.css'

interface TimelineProps {
  view: api.SandboxView
  product: string
}

/** What has happened on the copy, the newest first; each with its text. */
export function Timeline({ view, product }: TimelineProps) {
  const { t } = useTranslation()
  const list = useSandboxRows(view, '')
  const [shown, setShown] = useState<number>()
  const rows = list.data ?? []
  const at = rows.findIndex((row) => row.index === shown)
  const row = rows[at]
  const goTo = (to: number) => (rows[to] ? () => setShown(rows[to]?.index) : undefined)
  return (
    <section aria-labelledby="sandbox-timeline">
      <h2 id="sandbox-timeline" className={classes.heading}>
        {t('sandbox.timeline')} <span className={classes.small}>{view.rows}</span>
      </h2>
      <ErrorBox error={list.error} onRetry={() => void list.refetch()} />
      {list.data?.length === 0 && <p className={classes.small}>{t('sandbox.nothing_yet')}</p>}
      <ol className={classes.timeline}>
        {rows.map((r) => (
          <li key={r.index}>
            <TimelineRow row={r} onOpen={() => setShown(r.index)} />
          </li>
        ))}
      </ol>
      {row && (
        <RowDrawer
          copy={view.id}
          row={row}
          product={product}
          currency={view.currency}
          onPrevious={goTo(at - 1)}
          onNext={goTo(at + 1)}
          onClose={() => setShown(undefined)}
        />
      )}
    </section>
  )
}

function TimelineRow({ row, onOpen }: { row: crm.ForecastRow; onOpen: () => void }) {
  const { t } = useTranslation()
  const { moment } = useFormat()
  const ends = ['left', 'completed', 'stopped'].includes(row.outcome)
  const what = ends
    ? ''
    : t('sandbox.step', { position: row.position, kind: t(`kind.${row.kind}`) })
  const to = [row.toName, row.to].filter(Boolean).join(' · ')
  return (
    <UnstyledButton className={classes.event} onClick={onOpen}>
      <time className="num" dateTime={new Date(row.at).toISOString()}>
        {moment(row.at)}
      </time>
      <StateBadge state={row.outcome} />
      <span className={classes.eventWords}>
        <span className={classes.eventName}>
          {!ends && <KindIcon kind={row.kind} size={15} />}
          <b className="clip" title={row.cardName}>
            {row.cardName}
          </b>
          {what && <span className="clip">{what}</span>}
        </span>
        <span className={`clip ${classes.small}`}>
          {[row.reason && t(`reason.${row.reason}`), to, row.title].filter(Boolean).join(' — ')}
        </span>
      </span>
    </UnstyledButton>
  )
}
