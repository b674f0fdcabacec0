import { Button, Group, Select, Stack, Text } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorBox } from '@/components/ui/error-box'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { useWorkspace } from '@/lib/workspace/workspace'
import { useChanges } from './api'
import { ChangeRow } from './change-row'
import classes from './changes.module.css'

const nouns = [
  'workspace',
  'user',
  'account',
  'product',
  'sequence',
  'filter',
  'template',
  'sign_in',
  'token',
]

/** Who changed what people decide: settings, accounts, colleagues, automations. */
export function ChangesSection() {
  const { t } = useTranslation()
  const { users } = useWorkspace()
  const [user, setUser] = useState('')
  const [noun, setNoun] = useState('')
  const changes = useChanges({ user, noun })
  const rows = changes.data?.pages.flatMap((p) => p.rows) ?? []
  return (
    <Stack gap="sm">
      <Text c="dimmed">{t('audit.words')}</Text>
      <Group gap="sm">
        <Select
          aria-label={t('audit.who')}
          placeholder={t('audit.anybody')}
          data={users.map((u) => ({ value: u.id, label: u.name }))}
          value={user || null}
          onChange={(id) => setUser(id ?? '')}
          clearable
          clearButtonProps={{ 'aria-label': t('audit.anybody') }}
        />
        <Select
          aria-label={t('audit.what')}
          placeholder={t('audit.anything')}
          data={nouns.map((n) => ({ value: n, label: t(`audit.noun.${n}`) }))}
          value={noun || null}
          onChange={(n) => setNoun(n ?? '')}
          clearable
          clearButtonProps={{ 'aria-label': t('audit.anything') }}
        />
      </Group>
      <ErrorBox error={changes.error} onRetry={() => void changes.refetch()} />
      {changes.isPending && <LinesSkeleton />}
      {changes.data && rows.length === 0 && (
        <EmptyState icon={IconHistory} title={t('audit.none')} small>
          {t('audit.none_words')}
        </EmptyState>
      )}
      {rows.length > 0 && (
        <ol className={classes.list} aria-label={t('settings.section.changes')}>
          {rows.map((c) => (
            <ChangeRow key={c.id} change={c} />
          ))}
        </ol>
      )}
      {changes.hasNextPage && (
        <Button
          variant="default"
          loading={changes.isFetchingNextPage}
          onClick={() => void changes.fetchNextPage()}
        >
          {t('audit.more')}
        </Button>
      )}
    </Stack>
  )
}
