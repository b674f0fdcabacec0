import { Button, Group, Stack, Text } from '@mantine/core'
import { IconPaperclip, IconPlus } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { When } from '@/components/ui/when'
import { MailboxSteps } from '../incoming/mailbox-steps'
import classes from '../settings.module.css'
import own from './leads.module.css'
import { Outcome, TriedLead } from './tried-lead'

interface TriedMailsProps {
  result: api.TryLeadBoxOut
  product: string
  /** Takes a label that no rule has as a rule. */
  onLabel: (label: string) => void
}

/** What would become of the last mails, one by one. */
export function TriedMails({ result, product, onLabel }: TriedMailsProps) {
  const { t } = useTranslation()
  const top = useRef<HTMLDivElement>(null)
  useEffect(() => {
    top.current?.scrollIntoView({ block: 'start' })
    top.current?.focus({ preventScroll: true })
  }, [])
  if (!result.ok) return <MailboxSteps result={result} />
  const cards = result.mails.filter((m) => m.lead.outcome === 'made').length
  return (
    <Stack gap="sm" ref={top} tabIndex={-1} role="status" className={own.tried}>
      <Text size="sm">
        {result.mails.length === 0
          ? t('incoming.tried_none')
          : t('incoming.tried', { count: result.mails.length, cards })}
      </Text>
      {result.mails.map((mail, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two mails may be alike
        <TriedMail key={i} mail={mail} product={product} onLabel={onLabel} />
      ))}
    </Stack>
  )
}

interface TriedMailProps {
  mail: api.TriedMail
  product: string
  onLabel: (label: string) => void
}

function TriedMail({ mail, product, onLabel }: TriedMailProps) {
  const { t } = useTranslation()
  const spare = mail.lead.outcome === 'left' ? [] : mail.labels.filter((l) => l.key === '')
  return (
    <article className={classes.box} aria-label={mail.subject}>
      <Group gap="xs" wrap="nowrap" justify="space-between">
        <Text fw={600} size="sm" className="clip" title={mail.subject}>
          {mail.subject || t('incoming.no_subject')}
        </Text>
        <Outcome outcome={mail.lead.outcome} />
      </Group>
      <Text size="xs" c="dimmed" className="clip">
        {mail.sender}
        {mail.at > 0 && (
          <>
            {' · '}
            <When at={mail.at} />
          </>
        )}
      </Text>
      <TriedLead lead={mail.lead} product={product} />
      {mail.files.length > 0 && mail.lead.outcome !== 'left' && (
        <Text size="xs" mt={6}>
          <IconPaperclip size={13} aria-hidden /> {mail.files.join(' · ')}
        </Text>
      )}
      {spare.length > 0 && (
        <div className={own.found}>
          {spare.map((l) => (
            <Button
              key={l.label + l.value}
              size="compact-xs"
              variant="default"
              title={l.value}
              leftSection={<IconPlus size={12} />}
              onClick={() => onLabel(l.label)}
            >
              {l.label}
            </Button>
          ))}
        </div>
      )}
    </article>
  )
}
