import { Button, Group, Loader, Stack, Text, TextInput } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import type { crm } from '@wails/go/models'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import { ErrorBox } from '@/components/ui/error-box'
import { Modal } from '@/components/ui/modal'
import { fieldError, problemsOf } from '@/components/ui/problems'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { toast } from '@/components/ui/toast'
import { UseList } from '@/components/ui/used-by'
import { ApiError, backend } from '@/lib/api/client'
import { say } from '@/lib/i18n/say'
import { followJob } from '@/lib/jobs/follow'
import { useErasePlan } from './api'
import classes from './contacts.module.css'
import { EraseNumbers } from './erase-numbers'
import { Notice } from './notice'

interface EraseDialogProps {
  contact: crm.Contact
  onClose: () => void
  onErased: () => void
}

/** Erases a person for good: says what goes in numbers, and asks for the name. */
export function EraseDialog({ contact, onClose, onErased }: EraseDialogProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const plan = useErasePlan(contact.id)
  const [name, setName] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const problems = problemsOf(error)
  const erase = async (e: FormEvent) => {
    e.preventDefault()
    setBusy(true)
    setError(undefined)
    try {
      const job = await backend.StartErase({ contact: contact.id, name })
      const end = await followJob(job.id, () => {})
      if (end.state !== 'done') throw new ApiError((end.error ?? {}) as Partial<ApiError>)
      onErased()
      onClose()
      announce(say(end.result))
      toast({ title: say(end.result) })
      void queries.invalidateQueries()
    } catch (reason) {
      setError(reason)
      setBusy(false)
    }
  }
  return (
    <Modal
      opened
      onClose={busy ? () => {} : onClose}
      withCloseButton={!busy}
      size="lg"
      title={
        <Text span fw={600} fz="lg">
          {t('contacts.erase_title', { name: contact.name })}
        </Text>
      }
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={(e) => void erase(e)} noValidate>
        <Stack gap="md">
          <Text>{t('contacts.erase_words')}</Text>
          {plan.isPending && <LinesSkeleton count={4} />}
          <ErrorBox error={plan.error} onRetry={() => void plan.refetch()} />
          {plan.data && <EraseNumbers plan={plan.data} />}
          {plan.data && plan.data.named.length > 0 && (
            <Stack gap={4}>
              <Text>{t('contacts.erase_named')}</Text>
              {/* However many there are, the name to type stays in sight. */}
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must be able to scroll it */}
              <div className={classes.named} tabIndex={0}>
                <UseList uses={plan.data.named} product="" onGo={onClose} />
              </div>
            </Stack>
          )}
          {plan.data && plan.data.copies.length > 0 && (
            <Notice icon={IconAlertTriangle}>
              {t('contacts.erase_copies', { files: plan.data.copies.join(', ') })}
            </Notice>
          )}
          {plan.data && (
            <TextInput
              label={t('contacts.erase_type', { name: plan.data.name })}
              data-autofocus
              autoComplete="off"
              disabled={busy}
              value={name}
              onChange={(e) => setName(e.currentTarget.value)}
              error={fieldError(problems, 'name')}
            />
          )}
          {problems.length === 0 && <ErrorBox error={error} />}
          {busy && (
            <Group gap="xs" role="status">
              <Loader size="xs" />
              <Text size="sm">{t('contacts.erasing')}</Text>
            </Group>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose} disabled={busy}>
              {t('common.cancel')}
            </Button>
            <Button
              type="submit"
              color="red"
              loading={busy}
              disabled={!plan.data || name.trim() === ''}
            >
              {t('contacts.erase_do')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
