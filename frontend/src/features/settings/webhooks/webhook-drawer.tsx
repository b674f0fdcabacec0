import { Button, Stack } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import type { api, crm } from '@wails/go/models'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { problemsOf } from '@/components/ui/problems'
import { SideDrawer } from '@/components/ui/side-drawer'
import { ToneBadge } from '@/components/ui/state-badge'
import { toast } from '@/components/ui/toast'
import { useFocusError } from '@/components/ui/use-focus-error'
import classes from '../settings.module.css'
import { useSaveWebhook, useTestWebhook } from './api'
import { webhookDraft } from './draft'
import { WebhookFields } from './webhook-fields'
import { WebhookSecret } from './webhook-secret'

interface WebhookDrawerProps {
  webhook?: crm.Webhook
  events: string[]
  onClose: () => void
}

/** A webhook as a form, with a try; a new one then shows its secret, once. */
export function WebhookDrawer({ webhook, events, onClose }: WebhookDrawerProps) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(() => webhookDraft(webhook))
  const saver = useSaveWebhook()
  const tester = useTestWebhook()
  const error = saver.error ?? tester.error
  const problems = problemsOf(error)
  const form = useFocusError(error)
  if (saver.data?.secret) return <WebhookSecret made={saver.data} onClose={onClose} />
  const submit = (e: FormEvent) => {
    e.preventDefault()
    tester.reset()
    saver.mutate(draft, {
      onSuccess: (saved) => {
        if (saved.secret) return
        toast({ title: t('settings.account_saved', { name: saved.webhook.name }) })
        onClose()
      },
    })
  }
  const test = () => {
    saver.reset()
    tester.mutate(draft)
  }
  return (
    <SideDrawer
      open
      onClose={onClose}
      title={t(webhook ? 'webhook.edit' : 'webhook.new')}
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button variant="default" loading={tester.isPending} onClick={test}>
            {t('webhook.test')}
          </Button>
          <Button type="submit" form="webhook" loading={saver.isPending}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <form id="webhook" ref={form} onSubmit={submit} noValidate>
        <Stack gap="md">
          <WebhookFields
            draft={draft}
            events={events}
            problems={problems}
            change={(part) => setDraft((d) => ({ ...d, ...part }))}
          />
          {problems.length === 0 && <ErrorBox error={error} />}
          {tester.data && <Tried result={tester.data} />}
        </Stack>
      </form>
    </SideDrawer>
  )
}

function Tried({ result }: { result: api.WebhookTry }) {
  const { t } = useTranslation()
  return (
    <div role="status">
      <ToneBadge
        tone={result.ok ? 'green' : 'red'}
        icon={result.ok ? IconCheck : IconAlertTriangle}
      >
        {t(result.ok ? 'webhook.tried_ok' : 'webhook.tried_bad')}
      </ToneBadge>
      {result.words && <p className={classes.quote}>{result.words}</p>}
    </div>
  )
}
