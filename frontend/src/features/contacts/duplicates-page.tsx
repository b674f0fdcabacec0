import { Button } from '@mantine/core'
import { IconCopy, IconCopyOff, IconSearch } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorBox } from '@/components/ui/error-box'
import { Page } from '@/components/ui/page'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { toastError } from '@/components/ui/toast'
import { ApiError, backend } from '@/lib/api/client'
import { useFormat } from '@/lib/format/use-format'
import { say } from '@/lib/i18n/say'
import { followJob } from '@/lib/jobs/follow'
import { paths } from '@/lib/routing/paths'
import { useDuplicates } from './api'
import classes from './contacts.module.css'
import { DuplicateGroup } from './duplicate-group'

/** Clients that look like one, group by group, with why. */
export function DuplicatesPage() {
  const { t } = useTranslation()
  const { relative } = useFormat()
  const list = useDuplicates()
  const { look, busy } = useLook()
  const first = list.data?.pages[0]
  const groups = list.data?.pages.flatMap((p) => p.groups) ?? []
  const button = (label: string) => (
    <Button leftSection={<IconSearch size={16} />} loading={busy} onClick={() => void look()}>
      {t(label)}
    </Button>
  )
  return (
    <Page
      title={t('contacts.duplicates')}
      back={{ to: paths.contacts(), label: t('contacts.title') }}
      subtitle={
        first && first.found > 0
          ? `${t('contacts.duplicates_count', { count: first.total })} · ${t('contacts.duplicates_looked', { at: relative(first.found) })}`
          : '\u00a0'
      }
      actions={first && first.found > 0 && button('contacts.look_again')}
    >
      <ErrorBox error={list.error} onRetry={() => void list.refetch()} />
      {list.isPending && <LinesSkeleton count={8} />}
      {first && first.found === 0 && (
        <EmptyState
          icon={IconCopy}
          title={t('contacts.duplicates_never')}
          actions={button('contacts.look')}
        >
          {t('contacts.duplicates_never_words')}
        </EmptyState>
      )}
      {first && first.found > 0 && groups.length === 0 && (
        <EmptyState icon={IconCopyOff} title={t('contacts.duplicates_none')}>
          {t('contacts.duplicates_none_words')}
        </EmptyState>
      )}
      <div className={classes.frame}>
        <div className={classes.groups}>
          {groups.map((g) => (
            <DuplicateGroup key={g.id} group={g} />
          ))}
          {list.hasNextPage && (
            <Button
              variant="default"
              w="fit-content"
              loading={list.isFetchingNextPage}
              onClick={() => void list.fetchNextPage()}
            >
              {t('contacts.more_groups')}
            </Button>
          )}
        </div>
      </div>
    </Page>
  )
}

/** Looks through all clients, as a job. */
function useLook() {
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const look = async () => {
    setBusy(true)
    try {
      const job = await backend.StartDuplicates()
      const end = await followJob(job.id, () => {})
      if (end.state !== 'done') throw new ApiError((end.error ?? {}) as Partial<ApiError>)
      announce(say(end.result))
      await queries.invalidateQueries({ queryKey: ['duplicate'] })
    } catch (error) {
      toastError(error)
    }
    setBusy(false)
  }
  return { look, busy }
}
