import { Stack, Text, Title } from '@mantine/core'
import type { api } from '@wails/go/models'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { SortableBoard } from '@/components/ui/sortable-board'
import { SortableRow } from '@/components/ui/sortable-row'
import { toastError } from '@/components/ui/toast'
import { AccountCard } from './account-card'
import { useOrderAccounts } from './api'
import type { EditAccount } from './sending-section'
import classes from './settings.module.css'

interface AccountListProps {
  channel: 'email' | 'sms'
  title: string
  /** What is said while there is none. */
  none: string
  /** The button or menu that adds one. */
  add: ReactNode
  views: api.AccountView[]
  onEdit: EditAccount
}

/** The accounts of a channel in the order in which they are tried. */
export function AccountList({ channel, title, none, add, views, onEdit }: AccountListProps) {
  const { t } = useTranslation()
  const order = useOrderAccounts()
  const ids = views.map((v) => v.account.id)
  const nameOf = (id: string) => views.find((v) => v.account.id === id)?.account.name ?? id
  const move = (id: string, to: number) => {
    const accounts = ids.filter((other) => other !== id).toSpliced(to, 0, id)
    order.mutate({ channel, accounts }, { onError: toastError })
  }
  return (
    <section aria-label={title}>
      <div className={classes.listHead}>
        <Title order={2}>{title}</Title>
        {add}
      </div>
      {views.length === 0 && <Text c="dimmed">{none}</Text>}
      {views.length > 1 && (
        <Text size="sm" c="dimmed" mb="xs">
          {t('account.order_words')}
        </Text>
      )}
      <SortableBoard
        ids={ids}
        nameOf={nameOf}
        onMove={move}
        overlay={(id) => <div className={classes.box}>{nameOf(id)}</div>}
      >
        <Stack gap="sm">
          {views.map((v, i) => (
            <SortableRow
              key={v.account.id}
              id={v.account.id}
              name={v.account.name}
              disabled={views.length < 2}
            >
              {({ handle }) => (
                <AccountCard
                  view={v}
                  handle={handle}
                  place={{ index: i, count: views.length, move: (to) => move(v.account.id, to) }}
                  onEdit={() => onEdit(v.account.kind, v)}
                />
              )}
            </SortableRow>
          ))}
        </Stack>
      </SortableBoard>
    </section>
  )
}
