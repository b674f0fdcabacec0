import { SegmentedControl, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '@/components/ui/page'
import { ViewTabs } from '@/components/ui/view-tabs'
import { useView } from '@/lib/routing/use-view'
import { useMessages } from './api'
import { MessageList } from './message-list'
import classes from './outbox.module.css'
import { ReasonChips } from './reason-chips'
import { StoppedAccounts } from './stopped-accounts'
import { tabsOf, urgent, type View, viewSchema } from './view'

interface OutboxPageProps {
  banner?: ReactNode
  /** "While you were away": how much waits, and the list of it. */
  away: { count: number; list: ReactNode }
}

/** All messages, what waits for a decision first. */
export function OutboxPage({ banner, away }: OutboxPageProps) {
  const { t } = useTranslation()
  const [view, change] = useView(viewSchema)
  const { state, reason, channel, search } = view
  const filter = { state, reason, channel, search: search.trim(), sequence: '', card: '' }
  const messages = useMessages(filter)
  const first = messages.data?.pages[0]
  const counts = first?.counts ?? []
  const all = counts.reduce((sum, c) => sum + c.count, 0)
  const choose = (value: string) =>
    value === 'away'
      ? change({ view: 'away', reason: '' })
      : change({
          view: 'messages',
          state: (value === 'all' ? '' : value) as View['state'],
          reason: '',
        })
  const tabs = [
    ...(away.count > 0 || view.view === 'away'
      ? [{ value: 'away', label: t('outbox.away.title'), count: away.count, urgent: true }]
      : []),
    { value: 'all', label: t('outbox.all'), count: all },
    ...tabsOf(counts).map((tab) => ({
      value: tab.state as string,
      label: t(`state.${tab.state}`),
      count: tab.count,
      urgent: urgent.includes(tab.state),
    })),
  ]
  return (
    <Page
      title={t('outbox.title')}
      subtitle={t('outbox.subtitle')}
      fill
      toolbar={
        <>
          <ViewTabs
            label={t('outbox.views')}
            tabs={tabs}
            value={view.view === 'away' ? 'away' : state || 'all'}
            onChange={choose}
          />
          {view.view === 'messages' && (
            <div className={classes.narrow}>
              <SegmentedControl
                size="xs"
                aria-label={t('outbox.channel')}
                data={[
                  { value: '', label: t('outbox.channel_all') },
                  { value: 'email', label: t('outbox.email') },
                  { value: 'sms', label: t('outbox.sms') },
                ]}
                value={channel}
                onChange={(value) => change({ channel: value as View['channel'] })}
              />
              <TextInput
                className={classes.search}
                leftSection={<IconSearch size={16} />}
                placeholder={t('common.search')}
                aria-label={t('outbox.search')}
                value={search}
                onChange={(event) => change({ search: event.currentTarget.value })}
              />
            </div>
          )}
        </>
      }
    >
      <div className={classes.banner}>
        {banner}
        <StoppedAccounts />
      </div>
      {view.view === 'away' ? (
        away.list
      ) : (
        <>
          {state && (
            <ReasonChips
              reasons={first?.reasons ?? []}
              value={reason}
              onChange={(next) => change({ reason: next })}
            />
          )}
          <MessageList
            key={`${state} ${reason}`}
            messages={messages}
            filter={filter}
            view={view}
            onAll={() => choose('all')}
          />
        </>
      )}
    </Page>
  )
}
