import { Anchor } from '@mantine/core'
import { IconDeviceMobileMessage, IconMail } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { type Column, DataTable, type Selection } from '@/components/ui/data-table'
import { StateBadge } from '@/components/ui/state-badge'
import { When } from '@/components/ui/when'
import { useOpenDrawer } from '@/lib/drawers/drawers'
import { paths } from '@/lib/routing/paths'
import classes from './outbox.module.css'
import { momentOf } from './view'

interface MessageTableProps {
  label: string
  rows: api.MessageRow[]
  total: number | undefined
  selection: Selection | undefined
  onMore: (() => void) | undefined
}

/** Messages in rows: where each stands, to whom, for which card, from which automation. */
export function MessageTable({ label, rows, total, selection, onMore }: MessageTableProps) {
  const { t } = useTranslation()
  const open = useOpenDrawer()
  const columns: Column<api.MessageRow>[] = [
    {
      key: 'state',
      title: t('outbox.column.state'),
      width: 'minmax(136px, 1.7fr)',
      cell: ({ message }) => (
        <span className={classes.two}>
          <StateBadge state={message.state} />
          {message.reason && (
            <span className={`clip ${classes.small}`} title={t(`reason.${message.reason}`)}>
              {t(`reason.${message.reason}`)}
            </span>
          )}
        </span>
      ),
    },
    {
      key: 'to',
      title: t('outbox.column.to'),
      width: 'minmax(120px, 2fr)',
      cell: ({ message }) => <Recipient message={message} />,
    },
    {
      key: 'card',
      title: t('outbox.column.card'),
      hideBelow: 640,
      cell: ({ message, product, cardName }) => (
        <Anchor
          component={Link}
          to={paths.card(product, message.card)}
          className="clip"
          title={cardName}
        >
          {cardName}
        </Anchor>
      ),
    },
    {
      key: 'sequence',
      title: t('outbox.column.sequence'),
      hideBelow: 800,
      cell: (row) => <Origin row={row} />,
    },
    {
      key: 'when',
      title: t('outbox.column.when'),
      width: '108px',
      cell: ({ message }) => <When at={momentOf(message).at} relative />,
    },
  ]
  return (
    <DataTable
      label={label}
      rows={rows}
      columns={columns}
      rowHeight={56}
      total={total}
      selection={selection}
      onMore={onMore}
      idOf={(row) => row.message.id}
      nameOf={(row) => row.message.toName || row.message.to}
      onOpen={(row) => open({ kind: 'message', id: row.message.id })}
    />
  )
}

function Recipient({ message }: { message: api.MessageRow['message'] }) {
  const { t } = useTranslation()
  const Channel = message.channel === 'sms' ? IconDeviceMobileMessage : IconMail
  return (
    <span className={classes.to}>
      <Channel size={18} role="img" aria-label={t(`outbox.${message.channel}`)} />
      <span className={classes.two}>
        <span className="clip" title={message.toName}>
          {message.toName || message.to}
        </span>
        {message.toName && (
          <span className={`clip ${classes.small}`} title={message.to}>
            {message.to}
          </span>
        )}
      </span>
    </span>
  )
}

function Origin({ row }: { row: api.MessageRow }) {
  const { t } = useTranslation()
  if (!row.message.sequence) return <span className={classes.small}>{t('outbox.by_hand')}</span>
  return (
    <span className={classes.two}>
      <Anchor
        component={Link}
        to={paths.automation(row.product, row.message.sequence)}
        className="clip"
        title={row.sequenceName}
      >
        {row.sequenceName}
      </Anchor>
      <span className={`clip ${classes.small}`} title={row.template}>
        {t('outbox.step', { position: row.position, template: row.template })}
      </span>
    </span>
  )
}
