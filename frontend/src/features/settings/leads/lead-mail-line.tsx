import { Anchor, Button, Group, Text } from '@mantine/core'
import { IconRefresh, IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { toastError } from '@/components/ui/toast'
import { When } from '@/components/ui/when'
import { say } from '@/lib/i18n/say'
import { paths } from '@/lib/routing/paths'
import classes from '../settings.module.css'
import { useDropLeadMail, useRetryLeadMail } from './api'
import { useKeyName } from './key-select'
import { Outcome } from './tried-lead'

/** A mail that counted: the card that it made or changed, or why it didn't. */
export function LeadMailLine({ view, product }: { view: api.LeadMailView; product: string }) {
  const { t } = useTranslation()
  const nameOf = useKeyName(product)
  const retry = useRetryLeadMail()
  const drop = useDropLeadMail()
  const { mail } = view
  const again = mail.state === 'again'
  const failed = mail.state === 'failed' || again
  return (
    <article className={classes.box} aria-label={mail.subject}>
      <Group gap="xs" wrap="nowrap" justify="space-between">
        <Text fw={600} size="sm" className="clip" title={mail.subject}>
          {mail.subject || t('incoming.no_subject')}
        </Text>
        <Outcome outcome={again ? 'failed' : (mail.state as 'made' | 'changed' | 'failed')} />
      </Group>
      <Text size="xs" c="dimmed" className="clip">
        {mail.sender} · <When at={mail.at} />
      </Text>
      {mail.card && view.cardName && (
        <Anchor component={Link} to={paths.card(product, mail.card)} size="sm">
          {view.cardName}
        </Anchor>
      )}
      {mail.problems.map((p) => (
        <Text key={p.path + p.key} size="sm" c={failed ? 'var(--tone-red)' : 'var(--tone-amber)'}>
          {p.path.includes('.') && `${nameOf(p.path)}: `}
          {say(p)}
        </Text>
      ))}
      {failed && (
        <Group gap="xs" mt="xs">
          <Button
            size="compact-xs"
            variant="default"
            disabled={again}
            loading={retry.isPending}
            leftSection={<IconRefresh size={12} />}
            onClick={() => retry.mutate(mail.id, { onError: toastError })}
          >
            {t(again ? 'incoming.again_soon' : 'incoming.again')}
          </Button>
          <Button
            size="compact-xs"
            variant="subtle"
            loading={drop.isPending}
            leftSection={<IconX size={12} />}
            onClick={() => drop.mutate(mail.id, { onError: toastError })}
          >
            {t('incoming.drop')}
          </Button>
        </Group>
      )}
    </article>
  )
}
