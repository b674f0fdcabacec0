import { Button, Stack, Text } from '@mantine/core'
import {
  type Icon,
  IconAlertTriangle,
  IconClockEdit,
  IconHandStop,
  IconHelpCircle,
  IconPlugOff,
  IconX,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/components/ui/empty-state'
import { SideDrawer } from '@/components/ui/side-drawer'
import { When } from '@/components/ui/when'
import { say } from '@/lib/i18n/say'
import { paths } from '@/lib/routing/paths'
import { useStatus } from './api'
import classes from './problems-drawer.module.css'

interface Line {
  icon: Icon
  tone: string
  title: string
  words?: React.ReactNode
  /** Where it can be mended; none where that is outside the program. */
  to?: string
  search?: Record<string, unknown>
  action?: string
}

function useLines(): Line[] {
  const { t } = useTranslation()
  const s = useStatus().data
  if (!s) return []
  const lines: Line[] = s.stoppedAccounts.map(({ account, queued }) => ({
    icon: IconPlugOff,
    tone: 'red',
    title: t('shell.account_stopped', { name: account.name }),
    words: (
      <>
        {account.words && <span className={classes.quote}>{account.words}</span>}
        {t('shell.account_waits', { count: queued })} <When at={account.since} relative />
      </>
    ),
    to: paths.settings('sending'),
    action: t('shell.open_account'),
  }))
  if (s.trouble) {
    lines.unshift({
      icon: IconAlertTriangle,
      tone: 'red',
      title: t('shell.trouble'),
      words: say(s.trouble),
    })
  }
  for (const notice of s.notices) {
    lines.push({ icon: IconClockEdit, tone: 'amber', title: t('shell.notice'), words: say(notice) })
  }
  const add = (
    n: number,
    key: string,
    tone: string,
    icon: Icon,
    search: Record<string, unknown>,
  ) => {
    if (n === 0) return
    lines.push({
      icon,
      tone,
      title: t(`shell.${key}`, { count: n }),
      words: t(`shell.${key}_words`),
      to: paths.outbox(),
      search,
      action: t(key === 'failed' ? 'shell.look' : 'shell.decide'),
    })
  }
  add(s.surge ? 1 : 0, 'surge', 'amber', IconAlertTriangle, { state: 'queued' })
  add(s.uncertain, 'uncertain', 'violet', IconHelpCircle, { state: 'uncertain' })
  add(s.heldSteps, 'held_steps', 'amber', IconHandStop, { view: 'away' })
  add(s.missed, 'missed', 'amber', IconHandStop, { view: 'away' })
  if (!s.testMode) add(s.held, 'held', 'amber', IconHandStop, { state: 'held' })
  add(s.failed, 'failed', 'red', IconX, { state: 'failed' })
  return lines
}

/** What needs a person, each with the way to it. */
export function ProblemsDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const lines = useLines()
  return (
    <SideDrawer open onClose={onClose} title={t('shell.problems_title')}>
      {lines.length === 0 && (
        <EmptyState small icon={IconAlertTriangle} title={t('shell.no_problems')} />
      )}
      <Stack gap="sm">
        {lines.map((l) => (
          <section
            key={`${l.title}${typeof l.words === 'string' ? l.words : ''}`}
            className={classes.line}
            data-tone={l.tone}
          >
            <l.icon size={18} aria-hidden className={classes.icon} />
            <div className={classes.words}>
              <Text fw={600}>{l.title}</Text>
              <Text size="sm" c="dimmed" component="div">
                {l.words}
              </Text>
            </div>
            {l.to && (
              <Button
                component={Link}
                to={l.to}
                search={l.search as never}
                variant="default"
                size="xs"
                onClick={onClose}
              >
                {l.action}
              </Button>
            )}
          </section>
        ))}
      </Stack>
    </SideDrawer>
  )
}
