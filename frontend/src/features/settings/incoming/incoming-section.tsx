import { Button, Stack, Text, Title } from '@mantine/core'
import { IconPlus, IconShieldX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { crm } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { paths } from '@/lib/routing/paths'
import classes from '../settings.module.css'
import { useEmailAccounts, useMailboxes } from './api'
import { MailboxCard } from './mailbox-card'
import { MailboxDrawer } from './mailbox-drawer'

/** What comes back: the mailboxes that are read, and the suppression list. */
export function IncomingSection() {
  const { t } = useTranslation()
  const boxes = useMailboxes()
  const accounts = useEmailAccounts()
  const [editing, setEditing] = useState<{ box?: crm.Mailbox }>()
  const none = boxes.data?.length === 0
  return (
    <Stack gap="xl">
      <section>
        <div className={classes.listHead}>
          <Title order={2}>{t('mailbox.title')}</Title>
          <Button
            size="xs"
            variant={none ? 'filled' : 'default'}
            leftSection={<IconPlus size={14} />}
            disabled={!accounts.data}
            onClick={() => setEditing({})}
          >
            {t('mailbox.add')}
          </Button>
        </div>
        <Text size="sm" c="dimmed" mb="sm">
          {t('mailbox.lead')}
        </Text>
        <ErrorBox error={boxes.error} onRetry={() => void boxes.refetch()} />
        {boxes.isPending && <LinesSkeleton />}
        {none && <Text size="sm">{t('mailbox.none')}</Text>}
        <Stack gap="sm">
          {boxes.data?.map((box) => (
            <MailboxCard
              key={box.id}
              box={box}
              accounts={accounts.data ?? []}
              onEdit={() => setEditing({ box })}
            />
          ))}
        </Stack>
      </section>
      <section>
        <div className={classes.listHead}>
          <Title order={2}>{t('consent.title')}</Title>
          <Button
            size="xs"
            variant="default"
            component={Link}
            to={paths.suppressions()}
            leftSection={<IconShieldX size={14} />}
          >
            {t('consent.open')}
          </Button>
        </div>
        <Text size="sm" c="dimmed">
          {t('consent.lead')}
        </Text>
      </section>
      {editing && (
        <MailboxDrawer
          box={editing.box}
          accounts={accounts.data ?? []}
          taken={boxes.data?.map((b) => b.account) ?? []}
          onClose={() => setEditing(undefined)}
        />
      )}
    </Stack>
  )
}
