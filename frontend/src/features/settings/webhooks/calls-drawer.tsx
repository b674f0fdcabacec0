import { Button, SegmentedControl, Stack, Text } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { SideDrawer } from '@/components/ui/side-drawer'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { toast, toastError } from '@/components/ui/toast'
import { useCalls, useResendCalls } from './api'
import { CallLine } from './call-line'

interface CallsDrawerProps {
  view: api.WebhookView
  onClose: () => void
}

const states = ['', 'waiting', 'failed', 'held', 'done'] as const

/** The log of a webhook: what it was told, how that went, and what to send again. */
export function CallsDrawer({ view, onClose }: CallsDrawerProps) {
  const { t } = useTranslation()
  const { webhook } = view
  const [state, setState] = useState<api.CallsIn['state']>('')
  const calls = useCalls(webhook.id, state)
  const resend = useResendCalls()
  const again = (ids: string[]) =>
    resend.mutate(
      { webhook: webhook.id, ids },
      {
        onSuccess: ({ count }) => toast({ title: t('webhook.resent', { count }) }),
        onError: toastError,
      },
    )
  const rows = calls.data?.pages.flatMap((page) => page.rows) ?? []
  const lost = view.failed + view.held
  return (
    <SideDrawer
      open
      wide
      onClose={onClose}
      title={t('webhook.log_of', { name: webhook.name })}
      footer={
        lost > 0 && (
          <Button loading={resend.isPending} onClick={() => again([])}>
            {t('webhook.resend_all', { count: lost })}
          </Button>
        )
      }
    >
      <Stack gap="sm">
        <SegmentedControl
          aria-label={t('webhook.show')}
          fullWidth
          size="xs"
          value={state}
          onChange={(value) => setState(value as api.CallsIn['state'])}
          data={states.map((value) => ({ value, label: t(`webhook.state_${value || 'all'}`) }))}
        />
        <ErrorBox error={calls.error} onRetry={() => void calls.refetch()} />
        {calls.isPending && <LinesSkeleton />}
        {calls.data && rows.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('webhook.log_none')}
          </Text>
        )}
        {rows.map((row) => (
          <CallLine
            key={row.call.id}
            row={row}
            busy={resend.isPending}
            onResend={() => again([row.call.id])}
          />
        ))}
        {calls.hasNextPage && (
          <Button
            variant="default"
            loading={calls.isFetchingNextPage}
            onClick={() => void calls.fetchNextPage()}
          >
            {t('webhook.more')}
          </Button>
        )}
        <Text size="xs" c="dimmed">
          {t('webhook.log_kept')}
        </Text>
      </Stack>
    </SideDrawer>
  )
}
