import { Button, Stack, Text, Title } from '@mantine/core'
import { IconKey, IconPlus } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorBox } from '@/components/ui/error-box'
import { OutLink } from '@/components/ui/out-link'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { inWindow } from '@/lib/api/in-window'
import classes from '../settings.module.css'
import { useTokens } from './api'
import { TokenCard } from './token-card'
import { TokenDrawer } from './token-drawer'

/** With what other programs come to the API. */
export function TokensSection() {
  const { t } = useTranslation()
  const tokens = useTokens()
  const [adding, setAdding] = useState(false)
  const add = (
    <Button size="xs" leftSection={<IconPlus size={14} />} onClick={() => setAdding(true)}>
      {t('token.add')}
    </Button>
  )
  return (
    <Stack gap="sm">
      <div className={classes.listHead}>
        <Title order={2}>{t('token.title')}</Title>
        {tokens.data && tokens.data.rows.length > 0 && add}
      </div>
      <Text size="sm" c="dimmed">
        {t('token.lead')}{' '}
        {inWindow() ? (
          t('token.in_window')
        ) : (
          <OutLink href={`${window.location.origin}/api/v1/openapi.json`} inText>
            {t('token.in_browser')}
          </OutLink>
        )}
      </Text>
      <ErrorBox error={tokens.error} onRetry={() => void tokens.refetch()} />
      {tokens.isPending && <LinesSkeleton />}
      {tokens.data?.rows.length === 0 && (
        <EmptyState icon={IconKey} title={t('token.none')} actions={add}>
          {t('token.none_words')}
        </EmptyState>
      )}
      {tokens.data && <TokenList all={tokens.data} />}
      {adding && tokens.data && (
        <TokenDrawer scopes={tokens.data.scopes} onClose={() => setAdding(false)} />
      )}
    </Stack>
  )
}

/** Those that are good, and below them, closed, those that are over. */
function TokenList({ all }: { all: api.ListTokensOut }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const over = all.rows.filter((r) => r.over)
  const cards = (rows: api.TokenView[]) =>
    rows.map((row) => <TokenCard key={row.token.id} row={row} scopes={all.scopes} />)
  return (
    <>
      {cards(all.rows.filter((r) => !r.over))}
      {over.length > 0 && (
        <Button
          variant="subtle"
          size="compact-sm"
          style={{ alignSelf: 'flex-start' }}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {t(open ? 'token.hide_over' : 'token.show_over', { count: over.length })}
        </Button>
      )}
      {open && cards(over)}
    </>
  )
}
