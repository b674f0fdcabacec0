import { Button, Group, Radio, Stack, Text, Textarea } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { api, crm } from '@wails/go/models'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { Modal } from '@/components/ui/modal'
import { fieldError, problemsOf } from '@/components/ui/problems'
import { toast } from '@/components/ui/toast'
import { useFormat } from '@/lib/format/use-format'
import { useSetConsent } from './api'
import { SuppressedBadge } from './consent-badge'
import classes from './contacts.module.css'
import { Notice } from './notice'

const states = ['active', 'unconfirmed', 'unsubscribed', 'bounced'] as const

interface ConsentDialogProps {
  address: crm.Address
  suppressed?: api.SuppressedAddress
  onClose: () => void
}

/** What the person said about messages to an address. Lifting a "no" needs to say how. */
export function ConsentDialog({ address: a, suppressed, onClose }: ConsentDialogProps) {
  const { t } = useTranslation()
  const { moment } = useFormat()
  const [to, setTo] = useState<(typeof states)[number]>(a.consent)
  const [note, setNote] = useState('')
  const saver = useSetConsent()
  const problems = problemsOf(saver.error)
  const refused = Boolean(suppressed) || a.consent === 'unsubscribed' || a.consent === 'bounced'
  const lifts = refused && (to === 'active' || to === 'unconfirmed')
  const same = to === a.consent && !(suppressed && lifts)
  const submit = (e: FormEvent) => {
    e.preventDefault()
    saver.mutate(
      { address: a.id, consent: to, note: note.trim() },
      {
        onSuccess: () => {
          toast({ title: t('contacts.consent_saved', { address: a.typed }) })
          onClose()
        },
      },
    )
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={
        <Text span fw={600} fz="lg">
          {t('contacts.consent_title', { address: a.typed })}
        </Text>
      }
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {suppressed ? (
            <div className={classes.addressFacts}>
              <SuppressedBadge entry={suppressed} />
            </div>
          ) : (
            <Text size="sm" c="dimmed">
              {t('contacts.consent_now', {
                state: t(`contacts.consent.${a.consent}`),
                at: moment(a.since),
              })}
            </Text>
          )}
          <Radio.Group
            aria-label={t('contacts.consent_title', { address: a.typed })}
            value={to}
            onChange={(v) => setTo(v as typeof to)}
          >
            <Stack gap="xs">
              {states.map((s) => (
                <Radio key={s} value={s} label={t(`contacts.consent_to.${s}`)} />
              ))}
            </Stack>
          </Radio.Group>
          {lifts && <Notice icon={IconAlertTriangle}>{t('contacts.consent_lift')}</Notice>}
          {to === 'unsubscribed' && to !== a.consent && (
            <Text size="sm">{t('contacts.consent_no')}</Text>
          )}
          <Textarea
            label={t('contacts.consent_note')}
            placeholder={t('contacts.consent_note_example')}
            required={lifts}
            autosize
            minRows={2}
            maxLength={500}
            value={note}
            onChange={(e) => setNote(e.currentTarget.value)}
            error={fieldError(problems, 'note')}
          />
          {problems.length === 0 && <ErrorBox error={saver.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button
              type="submit"
              loading={saver.isPending}
              disabled={same || (lifts && !note.trim())}
            >
              {t('contacts.consent_save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
